/**
 * Which packages of the lock file are not in node_modules in the version it names. npm notes what it installed
 * in `node_modules/.package-lock.json`, as its last act: an install that was killed has no such note.
 */
export function missingPackages({ wanted, installed, platform = process.platform, arch = process.arch }) {
  return Object.entries(wanted.packages)
    .filter(([place, entry]) => place !== "" && belongsHere(entry, { platform, arch }))
    .filter(([place, entry]) => installed.packages[place]?.version !== entry.version)
    .map(([place]) => place);
}

function belongsHere(entry, { platform, arch }) {
  const isForSomePlatforms = entry.os !== undefined || entry.cpu !== undefined;
  // What only an optional package for another platform needs is not installed, nor is another C library's.
  const isUncertain = entry.libc !== undefined || (entry.optional === true && !isForSomePlatforms);
  return !isUncertain && matches(entry.os, platform) && matches(entry.cpu, arch);
}

function matches(names, name) {
  if (names === undefined) {
    return true;
  } else if (names.some((each) => each.startsWith("!"))) {
    return !names.includes(`!${name}`);
  } else {
    return names.includes(name);
  }
}
