import { exportAuditOfBusiness } from "@/app/audit/export";
import { askedForFile, fileOf } from "@/app/audit/file";
import { endpoint } from "@/app/endpoint";

/** What was done in a business, as a file for its owners. */
export const GET = endpoint(async ({ viewer, query: { businessId, ...query } }) => {
  const { business: _, ...asked } = askedForFile(query);
  const { pieces } = await exportAuditOfBusiness(viewer, { ...asked, businessId });
  return fileOf("audit", pieces);
});
