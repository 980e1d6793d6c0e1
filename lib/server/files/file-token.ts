import { z } from "zod/mini";
import { Refusal } from "../../refusal";
import { type Kind, signToken, verifyToken } from "../signed-token";
import { FILE_ADDRESS_TTL_SECONDS, type FileKey, type Handed, variants } from "./storage";

const claims = z.object({
  conversationId: z.uuid(),
  attachmentId: z.uuid(),
  variant: z.enum(variants),
  mediaType: z.string(),
  isInline: z.boolean(),
  name: z.string(),
});
const kind: Kind<typeof claims> = { audience: "file", ttlSeconds: FILE_ADDRESS_TTL_SECONDS, claims };

export function signFileToken(file: FileKey & Handed, secret: string): Promise<string> {
  return signToken(kind, file, secret);
}

/** Throws `not-found` for whatever is not a token of ours that still holds. */
export async function verifyFileToken(token: string, secret: string): Promise<FileKey & Handed> {
  return verifyToken(kind, token, secret).catch((cause: unknown) => {
    throw new Refusal("not-found", { cause });
  });
}
