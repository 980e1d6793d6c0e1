import { asPng } from "@/lib/server/files/picture";
import type { FileKey } from "@/lib/server/files/storage";
import { fileStorage } from "../attachments/storage";

interface Logo {
  id: string;
  businessId: string;
}

/** A logo lies under the id of its business, as files do under that of their conversation. */
export function logoFile({ id, businessId }: Logo): FileKey {
  return { conversationId: businessId, attachmentId: id, variant: "original" };
}

/** As an address that holds the picture itself, in a format that whoever draws cards can read. */
export async function logoPicture(business: { id: string; logoId: string | null }): Promise<string | null> {
  if (business.logoId === null) return null;
  const file = await fileStorage().get(logoFile({ id: business.logoId, businessId: business.id }));
  return `data:image/png;base64,${(await asPng(file)).toString("base64")}`;
}
