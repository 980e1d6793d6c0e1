import path from "node:path";
import { build, stop } from "esbuild";

/** Bundles the parties of `partykit.json` into `outfile`, a program that has them in a process of Node. */
export async function bundleRooms({ root, settings, outfile }) {
  const parties = Object.entries({ main: settings.main, ...settings.parties });
  const imports = parties.map(
    ([name, file]) => `import ${name} from ${JSON.stringify(path.join(root, file))};`,
  );
  const contents = `
import { run } from ${JSON.stringify(path.join(root, "party", "host", "program.ts"))};
${imports.join("\n")}
await run({ ${parties.map(([name]) => name).join(", ")} });`;
  await build({
    stdin: { contents, resolveDir: root },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "silent",
    external: ["pg-native"],
    // What is written for `require` asks for modules of Node.
    banner: {
      js: `import { createRequire } from "node:module"; const require = createRequire(${JSON.stringify(path.join(root, "package.json"))});`,
    },
    plugins: [
      {
        name: "tcp",
        setup: ({ onResolve }) =>
          onResolve({ filter: /\/tcp-wire$/ }, () => ({
            path: path.join(root, "party", "host", "tcp-wire.ts"),
          })),
      },
    ],
  });
  // esbuild's own process would stay for as long as ours.
  await stop();
}
