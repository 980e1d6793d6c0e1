import path from "node:path";
import { parseArgs } from "node:util";
import { nameOf } from "./backup/copies.mjs";
import { restoreBackup } from "./backup/restore.mjs";
import { root } from "./root.mjs";
import { readSettings } from "./settings.mjs";

const { values } = parseArgs({ options: { from: { type: "string" }, "lost-time": { type: "boolean" } } });
const { settings, dataDir } = readSettings();

try {
  if (!values.from && !values["lost-time"]) {
    throw new Error(
      "Which backup? npm run restore -- --from FOLDER; or --lost-time where the database was set back by other means.",
    );
  }
  const folder = values.from && path.resolve(root, values.from);
  const { at, kept, counts } = await restoreBackup({ settings, dataDir, folder, now: nameOf(new Date()) });
  if (at) console.log(`All is as it was at ${at}.`);
  if (kept) console.log(`The database as it was before is kept beside it, as ${kept}.`);
  console.log(
    [
      `Whoever was there later than that begins ${counts.conversations} conversations anew when they come back.`,
      `Not told again: ${counts.notifications + counts.tellings} mails and pushes that were on their way.`,
      `Put off by a day: ${counts.planned + counts.later} that were to be sent by now.`,
      `Gone: ${counts.secrets} one-time secrets. Ended: ${counts.signIns} sign-ins of people with an address.`,
    ].join("\n"),
  );
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
