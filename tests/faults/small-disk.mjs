import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const PREFIX = "servihub-disk-";
const PIECE_BYTES = 2 ** 20;

/** Only who may mount has disks of their own: root on Linux, unless it is kept from that. */
export const canMount = process.platform === "linux" && process.getuid() === 0 && triesToMount();

/** A disk of so many bytes that can be filled, in a folder of its own; `remove()` takes all with it. */
export function smallDisk(bytes) {
  removeLeftovers();
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${bytes},mode=755`, "tmpfs", dir]);
  const filler = path.join(dir, "filler");
  const remove = () => {
    process.removeListener("exit", remove);
    unmount(dir);
  };
  process.once("exit", remove);
  return {
    dir,
    remove,
    /** To its last byte. */
    fill() {
      const file = fs.openSync(filler, "a");
      try {
        for (let size = PIECE_BYTES; size >= 1; ) if (!isWritten(file, size)) size = Math.floor(size / 2);
      } finally {
        fs.closeSync(file);
      }
    },
    free: () => fs.rmSync(filler, { force: true }),
  };
}

function isWritten(file, size) {
  try {
    return fs.writeSync(file, Buffer.alloc(size)) === size;
  } catch (error) {
    if (error.code === "ENOSPC") return false;
    throw error;
  }
}

function unmount(dir) {
  execFileSync("umount", ["--lazy", dir]);
  fs.rmSync(dir, { recursive: true, force: true });
}

/** Those of runs that were killed. */
function removeLeftovers() {
  for (const name of fs.readdirSync(os.tmpdir()).filter((each) => each.startsWith(PREFIX))) {
    const [pid] = name.slice(PREFIX.length).split("-");
    if (!fs.existsSync(`/proc/${pid}`)) unmount(path.join(os.tmpdir(), name));
  }
}

function triesToMount() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=4k", "tmpfs", dir], { stdio: "ignore" });
    execFileSync("umount", [dir], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  } finally {
    fs.rmdirSync(dir);
  }
}
