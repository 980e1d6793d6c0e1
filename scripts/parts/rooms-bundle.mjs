import fs from "node:fs";
import path from "node:path";
import { build, stop } from "esbuild";
import { partykitDir } from "./partykit.mjs";

/** Modules workerd brings itself under `nodejs_compat`, or that nobody calls there. */
const OF_THE_RUNTIME = [
  "__STATIC_ASSETS_MANIFEST__",
  "node:*",
  "cloudflare:*",
  ..."assert buffer crypto dns events fs net os path stream string_decoder tls url util".split(" "),
  "pg-native",
];

/**
 * Bundles the parties of `partykit.json` into `outfile` with PartyKit's own facade, as `partykit dev` does.
 * Returns the built-in modules the bundle asks for by their bare name.
 */
export async function bundleRooms({ root, settings, outfile, host }) {
  const { outputs } = (
    await build({
      stdin: { contents: facade({ root, settings }), resolveDir: root },
      outfile,
      bundle: true,
      format: "esm",
      target: "esnext",
      logLevel: "silent",
      metafile: true,
      conditions: ["partykit", "workerd", "worker"],
      inject: [path.join(partykitDir, "inject-process.js")],
      external: OF_THE_RUNTIME,
      define: { PARTYKIT_HOST: JSON.stringify(host), PARTYKIT_API_BASE: '""' },
    })
  ).metafile;
  // esbuild's own process would stay for as long as ours.
  await stop();
  const asked = Object.values(outputs).flatMap(({ imports }) => imports.filter(({ external }) => external));
  const names = new Set(asked.map((each) => each.path));
  return [...names].filter((name) => !/^(node|cloudflare):|^__STATIC/.test(name));
}

function facade({ root, settings }) {
  const others = Object.entries(settings.parties ?? {}).map(
    ([name, file]) => `
import ${name} from ${JSON.stringify(path.join(root, file))};
export const ${name}DO = createDurable(${name}, { name: ${JSON.stringify(name)} });
Workers[${JSON.stringify(name)}] = ${name};`,
  );
  // Replacements are functions: a path may hold a `$`.
  return fs
    .readFileSync(path.join(partykitDir, "dist", "generated.js"), "utf8")
    .replace('"__WORKER__"', () => JSON.stringify(path.join(root, settings.main)))
    .replace("__R2_BINDINGS__", () => "[]")
    .replace("__KV_BINDINGS__", () => "[]")
    .replace("__PARTIES__", () => others.join("\n"));
}
