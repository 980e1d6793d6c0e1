import fs from "node:fs";
import path from "node:path";
import { z } from "zod/mini";

const MANIFEST = path.join(".next", "server", "server-reference-manifest.json");
/** What a form does without a script names its action in its body. */
const BY_FORM = "form";

const manifest = z.object({
  node: z.record(z.string(), z.object({ filename: z.string(), exportedName: z.string() })),
});

let names: Map<string, string> | undefined;

/** What an action is called by in our code, by the id that a build gave it: `app/account/actions.ts#register`. */
export function calledAction(id: string | null): string {
  names ??= namesOfBuild();
  return id === null ? BY_FORM : (names.get(id) ?? "unknown");
}

/** Nothing under `next dev`, where actions are found one by one. */
function namesOfBuild(): Map<string, string> {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), MANIFEST);
  if (!fs.existsSync(file)) return new Map();
  const { data } = manifest.safeParse(JSON.parse(fs.readFileSync(file, "utf8")));
  return new Map(
    Object.entries(data?.node ?? {}).map(([id, { filename, exportedName }]) => [
      id,
      `${filename}#${exportedName}`,
    ]),
  );
}
