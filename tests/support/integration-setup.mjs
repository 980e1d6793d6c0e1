import { startPrivateStack } from "./private-stack.mjs";
import { createTemplate } from "./template.mjs";

/** Everything but the site, for all integration tests of one run. */
export default async function setUp(project) {
  const stack = await startPrivateStack({ web: false, demo: false });
  await createTemplate(stack.databaseUrl);
  project.provide("env", stack.env);
  project.provide("databaseUrl", stack.databaseUrl);
  return stack.stop;
}
