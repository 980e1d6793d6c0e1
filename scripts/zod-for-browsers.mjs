import fs from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";
import { root } from "./root.mjs";

const READ = ["lib", "components"];

/**
 * Writes a zod/mini with only what the code for browsers uses, and returns where it is from the root: Turbopack
 * leaves in twice as much. A check that is used for the first time needs `npm run dev` to be started anew.
 */
export function zodForBrowsers() {
  const file = path.join("node_modules", ".cache", "zod-for-browsers.mjs");
  const members = usedMembers().map((name) => `${name}: zod.${name}`);
  buildSync({
    stdin: {
      contents: `import * as zod from "zod/mini"; export const z = { ${members.join(", ")} };`,
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

function usedMembers() {
  const texts = READ.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => /\.tsx?$/.test(entry.name))
      .map((entry) => fs.readFileSync(path.join(entry.parentPath ?? entry.path, entry.name), "utf8")),
  ).filter((text) => text.includes('from "zod/mini"'));
  const names = texts.flatMap((text) => [...text.matchAll(/\bz\.(\w+)/g)].map(([, name]) => name));
  return [...new Set(names)].filter((name) => !["infer", "input", "output"].includes(name)).sort();
}
