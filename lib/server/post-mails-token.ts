import { EncryptJWT, jwtDecrypt } from "jose";
import { z } from "zod/mini";
import { Refusal } from "../refusal";

/** As long as somebody may look at an old mail. */
const TTL = "730d";
const AUDIENCE = "post-mails";

const claims = z.object({ businessId: z.uuid(), userId: z.uuid(), address: z.string() });
export type PostMails = z.infer<typeof claims>;

/**
 * What stands in the address by which whoever reads at an address says whether what a business tells everybody is to come
 * there, as one reader of it asked. Sealed, because who asked may be somebody else, whom they are not told of.
 */
export async function sealPostMails(of: PostMails, secret: string): Promise<string> {
  return new EncryptJWT(of)
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setAudience(AUDIENCE)
    .setExpirationTime(TTL)
    .encrypt(await keyOf(secret));
}

/** Throws `unauthorized` for whatever we did not seal, or sealed too long ago. */
export async function openPostMails(token: string, secret: string): Promise<PostMails> {
  try {
    const { payload } = await jwtDecrypt(token, await keyOf(secret), {
      audience: AUDIENCE,
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
      requiredClaims: ["exp"],
    });
    return claims.parse(payload);
  } catch (cause) {
    throw new Refusal("unauthorized", { cause });
  }
}

/** Of its own: what is signed by the secret elsewhere is not sealed by the same key. */
async function keyOf(secret: string): Promise<Uint8Array> {
  return new Uint8Array(
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${AUDIENCE} ${secret}`)),
  );
}
