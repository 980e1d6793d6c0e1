import { z } from "zod/mini";
import { openToken, sealToken } from "./sealed-token";

/** As long as somebody may look at an old mail. */
const TTL_SECONDS = 730 * 24 * 60 * 60;

const claims = z.object({ businessId: z.uuid(), userId: z.uuid(), address: z.string() });
const kind = { audience: "post-mails", ttlSeconds: TTL_SECONDS, claims };
export type PostMails = z.infer<typeof claims>;

/**
 * What stands in the address by which whoever reads at an address says whether what a business tells everybody is to come
 * there, as one reader of it asked. Sealed, because who asked may be somebody else, whom they are not told of.
 */
export function sealPostMails(of: PostMails, secret: string): Promise<string> {
  return sealToken(kind, of, secret);
}

/** Throws `unauthorized` for whatever we did not seal, or sealed too long ago. */
export function openPostMails(token: string, secret: string): Promise<PostMails> {
  return openToken(kind, token, secret);
}
