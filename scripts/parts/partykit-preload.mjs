// Loaded before `partykit dev`, which would listen on every interface three times over (rooms, Miniflare's own
// server, inspector). Its Miniflare is exchanged for one that keeps to ROOMS_HOST, everything else to loopback.
import * as module from "node:module";
import net from "node:net";

const tamed = new URL("./partykit-miniflare.mjs", import.meta.url).href;

function resolve(specifier, context, next) {
  const isPartykits =
    specifier === "miniflare" && /\/partykit\/dist\/bin\.mjs$/.test(context.parentURL ?? "");
  return isPartykits ? { url: tamed, shortCircuit: true } : next(specifier, context);
}

if (module.registerHooks) {
  module.registerHooks({ resolve });
} else {
  const source = `const tamed = ${JSON.stringify(tamed)}; export ${resolve}`;
  module.register(`data:text/javascript,${encodeURIComponent(source)}`);
}

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function listenOnLoopback(port, ...rest) {
  const isAnywhere = typeof port === "number" && typeof rest[0] !== "string";
  return isAnywhere ? listen.call(this, port, "127.0.0.1", ...rest) : listen.call(this, port, ...rest);
};
