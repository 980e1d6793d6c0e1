import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "../../scripts/root.mjs";

/** The parts of the product that load and fault tests use as they are: the client, tickets, queries. */
const EXPORTS = {
  "lib/client/conversation-client": ["ConversationClient"],
  "lib/client/post-feed": ["PostFeed"],
  "lib/protocol/channel": ["relayRoom"],
  "lib/protocol/ticket": ["roomPath"],
  "lib/server/shared-reads": ["SharedReads"],
  "lib/server/ticket": ["signTicket"],
  "lib/refusal": ["Refusal"],
  "db/client": ["openDb"],
  "db/append": ["append"],
  "db/conversations": ["accessTo", "chatsPage", "findConversation", "peopleOf"],
  "db/inbox": ["inboxPage"],
  "db/search": ["searchMessages"],
  "lib/search": ["termsOf"],
  "db/messages": ["historyHead", "historyPage", "messageById"],
  "db/posts": ["broadcastOf", "postsPage"],
  "db/snapshot": ["changesSince", "snapshotOf"],
  "db/summaries": ["summariesOf"],
};

/**
 * The product's own TypeScript, for programs that plain Node runs. The bundle lies in node_modules so that the
 * packages it leaves out are found from there.
 */
export async function loadProduct() {
  const bundle = path.join(root, "node_modules", ".cache", `product-${process.pid}.mjs`);
  const contents = Object.entries(EXPORTS)
    .map(([file, names]) => `export { ${names.join(", ")} } from "./${file}";`)
    .join("\n");
  await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    outfile: bundle,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    alias: { "@": root, "server-only": path.join(root, "tests", "support", "empty.mjs") },
    logLevel: "silent",
  });
  try {
    return await import(pathToFileURL(bundle).href);
  } finally {
    fs.rmSync(bundle, { force: true });
  }
}
