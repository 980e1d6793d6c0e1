import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const OTHERS_ENTER = 0o001;
const OTHERS_READ_AND_RUN = 0o005;

/**
 * Postgres refuses to run as root. Started by root it runs as the owner of its folder, else as the machine's
 * `postgres`, else as `nobody`; no account is created. Returns undefined when we are not root.
 */
export function postgresAccount({ dir, programs }) {
  if (process.getuid?.() !== 0) return undefined;

  const account = ownerOf(dir) ?? lookUp("postgres") ?? lookUp("nobody");
  if (!account) {
    throw new Error(
      "Postgres does not run as root and no other account was found: start as an ordinary user.",
    );
  }
  const hidden = [dir, ...programs].find((file) => !isOpenToOthers(file));
  if (hidden && !hasSetpriv()) {
    throw new Error(
      `Postgres does not run as root, and its account cannot reach ${hidden}: start as an ordinary user, ` +
        "or move the project to a folder that others may enter.",
    );
  }
  return { ...account, mustPassWalls: hidden !== undefined };
}

/** How to run a Postgres program as that account. */
export function runAs(account, command, args) {
  if (!account) {
    return { command, args };
  } else if (!account.mustPassWalls) {
    return { command, args, uid: account.uid, gid: account.gid };
  } else {
    // A clone in root's own home is closed to every other account. One capability lets Postgres pass.
    const capability = ["--inh-caps", "+dac_override", "--ambient-caps", "+dac_override"];
    // access(2) forgets capabilities of other accounts than root unless told not to.
    const kept = ["--securebits", "+no_setuid_fixup"];
    const identity = ["--reuid", String(account.uid), "--regid", String(account.gid), "--clear-groups"];
    return { command: "setpriv", args: [...identity, ...capability, ...kept, command, ...args] };
  }
}

function ownerOf(dir) {
  const stat = fs.statSync(path.join(dir, "PG_VERSION"), { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : undefined;
}

function lookUp(name) {
  const row = fs
    .readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .find((fields) => fields[0] === name);
  return row && { uid: Number(row[2]), gid: Number(row[3]) };
}

function isOpenToOthers(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() && (stat.mode & OTHERS_READ_AND_RUN) !== OTHERS_READ_AND_RUN) return false;
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const { mode } = fs.statSync(folder);
    if ((mode & OTHERS_ENTER) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

function hasSetpriv() {
  try {
    execFileSync("setpriv", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
