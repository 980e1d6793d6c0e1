/**
 * The configuration of a bare `workerd serve` for a bundle of rooms. Storage is on the local disk, under
 * `storageDir`; `variables` become `room.env`, so the text holds secrets.
 */
export function roomsConfig({ settings, builtins, variables, address, storageDir }) {
  const parties = Object.keys(settings.parties ?? {});
  const classes = [["main", "PartyKitDurable"], ...parties.map((name) => [name, `${name}DO`])];
  const modules = [
    `(name = "index.js", esModule = embed "index.js")`,
    `(name = "__STATIC_ASSETS_MANIFEST__", esModule = "export default { assets: { __proto__: null } };")`,
    ...builtins.map((name) => `(name = ${text(name)}, esModule = ${text(reexport(name))})`),
  ];
  const flags = ["nodejs_compat", ...(settings.compatibilityFlags ?? [])];
  const namespaces = classes.map(
    ([name, className]) => `(className = ${text(className)}, uniqueKey = ${text(name)})`,
  );
  const bindings = [
    ...classes.map(([name, className]) => {
      const binding = name === "main" ? "PARTYKIT_DURABLE" : name;
      return `(name = ${text(binding)}, durableObjectNamespace = ${text(className)})`;
    }),
    `(name = "PARTYKIT_CRONS", json = "{}")`,
    ...Object.entries(variables).map(
      ([name, value]) => `(name = ${text(`pkvar-${name}`)}, text = ${text(value)})`,
    ),
  ];
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "rooms", worker = .rooms),
    (name = "internet", network = (allow = ["public", "private", "local"])),
    (name = "storage", disk = (path = ${text(storageDir)}, writable = true)),
  ],
  sockets = [(name = "http", address = ${text(address)}, http = (), service = "rooms")],
);

const rooms :Workerd.Worker = (
  modules = [${list(modules)}],
  compatibilityDate = ${text(settings.compatibilityDate)},
  compatibilityFlags = [${flags.map(text).join(", ")}],
  durableObjectNamespaces = [${list(namespaces)}],
  durableObjectStorage = (localDisk = "storage"),
  bindings = [${list(bindings)}],
);
`;
}

function reexport(name) {
  return `export * from 'node:${name}'; export { default } from 'node:${name}';`;
}

function list(rows) {
  return `\n    ${rows.join(",\n    ")},\n  `;
}

/** Cap'n Proto's strings are C's, of which JSON's are a part but for \u. */
function text(value) {
  return JSON.stringify(value).replace(/\\u00([0-9a-f]{2})/gi, "\\x$1");
}
