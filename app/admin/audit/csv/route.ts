import { exportAudit } from "@/app/audit/export";
import { askedForFile, fileOf } from "@/app/audit/file";
import { endpoint } from "@/app/endpoint";

/** What was done on the platform, as a file for spreadsheets; what it says is the same in every language. */
export const GET = endpoint(async ({ viewer, query }) => {
  const { pieces } = await exportAudit(viewer, askedForFile(query));
  return fileOf("audit", pieces);
});
