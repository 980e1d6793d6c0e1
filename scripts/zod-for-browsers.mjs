import fs from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";
import { root } from "./root.mjs";

/** Names within which there are names. */
const FAMILIES = ["iso", "coerce"];
const TYPES = ["infer", "input", "output"];

/**
 * Writes a zod/mini with only what the code for browsers uses, and returns where it is from the root: Turbopack
 * leaves in twice as much. A check that is used for the first time needs `npm run dev` to be started anew.
 */
export function zodForBrowsers() {
  const file = path.join("node_modules", ".cache", "zod-for-browsers.mjs");
  const used = namesUsedIn(filesForBrowsers());
  buildSync({
    stdin: {
      contents: `import * as zod from "zod/mini"; ${FAMILIES.map(importOf).join("")} export const z = ${objectOf(used)};`,
      resolveDir: root,
    },
    outfile: path.join(root, file),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
  return `./${file.replaceAll(path.sep, "/")}`;
}

/** What client components reach, their types left out. */
function filesForBrowsers() {
  const { metafile } = buildSync({
    entryPoints: fs
      .readdirSync(path.join(root, "components"), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => path.join(root, "components", name)),
    absWorkingDir: root,
    alias: { "@": root },
    bundle: true,
    format: "esm",
    jsx: "automatic",
    logLevel: "error",
    metafile: true,
    outdir: root,
    packages: "external",
    write: false,
  });
  const reached = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((name) => inputs[name].bytesInOutput > 0),
  );
  return [...new Set(reached)].map((name) => path.join(root, name));
}

/** Each as `string` or `iso.datetime`. */
function namesUsedIn(files) {
  const names = files
    .map((file) => fs.readFileSync(file, "utf8"))
    .filter((text) => text.includes('from "zod/mini"'))
    .flatMap((text) => [...text.matchAll(/\bz\.((?:(?:iso|coerce)\.)?\w+)/g)].map(([, name]) => name));
  return [...new Set(names)].filter((name) => !TYPES.includes(name)).sort();
}

/** Straight from its file, so that esbuild sees which of it are not used. */
function importOf(family) {
  return `import * as ${family} from "./node_modules/zod/v4/mini/${family}.js";`;
}

function objectOf(names) {
  const members = names.filter((name) => !name.includes(".")).map((name) => `${name}: zod.${name}`);
  const families = FAMILIES.map((family) => {
    const parts = names.filter((name) => name.startsWith(`${family}.`));
    return `${family}: { ${parts.map((name) => `${name.split(".")[1]}: ${name}`).join(", ")} }`;
  });
  return `{ ${[...members, ...families].join(", ")} }`;
}
