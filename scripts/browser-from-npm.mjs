import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { root } from "./root.mjs";

/**
 * The Chromium of `@sparticuz/chromium`, unpacked once with the libraries it brings. It would unpack into the
 * shared temporary folder, where anyone could have put a program of its name; ours is beside the package.
 */
export async function unpackedChromium() {
  const dir = path.join(root, "node_modules", ".cache", "chromium");
  const complete = path.join(dir, "complete");
  if (!fs.existsSync(complete)) {
    fs.rmSync(dir, { recursive: true, force: true });
    fs.mkdirSync(dir, { recursive: true });
    const env = { ...process.env, TMPDIR: dir };
    await promisify(execFile)(process.execPath, ["--input-type=module", "-e", UNPACK], { cwd: root, env });
    fs.writeFileSync(complete, "");
  }
  return {
    executablePath: path.join(dir, "chromium"),
    libraries: path.join(dir, "al2023", "lib"),
  };
}

const UNPACK = `
import chromium, { inflate } from "@sparticuz/chromium";
await Promise.all([
  chromium.executablePath(),
  inflate("node_modules/@sparticuz/chromium/bin/al2023.tar.br"),
]);
`;
