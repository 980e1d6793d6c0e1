import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { accept } from "@/app/groups/accept";
import { inviteByLink } from "@/app/groups/invitations";
import { startGroup } from "@/app/groups/start";
import { businessById } from "@/db/businesses";
import { openConversation } from "@/db/conversations";
import { conversations } from "@/db/schema";
import { addGuest } from "@/db/users";
import { castOfSite, signedIn } from "./viewers";

/** The cast, and a group of the business, "Tasting", that one of them made. */
export async function groupOf(maker: "Maya" | "Sam" | "Guest") {
  const cast = await castOfSite();
  const { db, businessId, asMaya, asSam, asGuest, asLeo } = cast;
  const slug = (await businessById(db, businessId))?.slug ?? "";
  const host = { Maya: asMaya, Sam: asSam, Guest: asGuest }[maker];
  const conversationId = randomUUID();
  await startGroup(host, { business: slug, id: conversationId, title: "Tasting", locale: "en" });

  /** The token of a link into it. */
  async function link(): Promise<string> {
    return tokenIn((await inviteByLink(host, { conversationId, id: randomUUID() })).path);
  }

  /** Leo, once he has come in by a link. */
  async function leoIn() {
    await accept(asLeo, { token: await link() });
    return asLeo;
  }

  /** A guest who has written to the business. */
  async function withCustomer(name: string) {
    const { id } = await addGuest(db, name);
    const direct = await openConversation(db, { businessId, customerId: id });
    await db.update(conversations).set({ lastMessageAt: new Date() }).where(eq(conversations.id, direct.id));
    return signedIn(id);
  }

  return { ...cast, conversationId, slug, host, link, leoIn, withCustomer };
}

export function tokenIn(path: string): string {
  return path.split("/").at(-1) ?? "";
}
