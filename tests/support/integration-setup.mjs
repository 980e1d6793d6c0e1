import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startStack } from "../../scripts/stack.mjs";
import { createTemplate } from "./template.mjs";

/** Everything but the site, on free ports and a folder of its own, for all integration tests of one run. */
export default async function setUp(project) {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "servihub test "));
  const options = { dataDir, web: false, demo: false, fsync: false };
  // Until every party of partykit.json has landed.
  const stack = await startStack(options).catch((error) => {
    console.error("The rooms do not start yet:", error.message);
    return startStack({ ...options, env: { ROOMS_URL: "http://127.0.0.1:9" } });
  });
  await createTemplate(stack.databaseUrl);
  project.provide("env", stack.env);
  project.provide("databaseUrl", stack.databaseUrl);

  return async () => {
    await stack.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
}
