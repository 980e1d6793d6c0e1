import { randomUUID } from "node:crypto";
import type { Thing } from "./doors";
import { openSite, type Role, roles, type Site } from "./intruders";

/** A site with everybody signed in, and what of it is Maya's. */
export interface Scene extends Site {
  mayas: Thing;
  /** What only those inside Maya's conversation may read. */
  secret: string;
  /** The addresses people are known by to themselves alone. */
  emails: Map<Role, string>;
}

export async function openScene(): Promise<Scene> {
  const site = await openSite();
  const asked = { data: { business: "harbor-coffee" } };
  const { id } = await (await site.as.maya.post("/api/conversations", asked)).json();
  const secret = `The key is under pot ${randomUUID()}`;
  await site.as.maya.post(`/api/conversations/${id}/messages`, { data: { body: secret } });
  const { businesses } = await (await site.as.sam.get("/api/me")).json();
  const { id: customerId } = await (await site.as.maya.get("/api/me")).json();
  const emails = new Map<Role, string>();
  for (const role of roles) emails.set(role, (await (await site.as[role].get("/api/me")).json()).email);
  return {
    ...site,
    mayas: { conversationId: id, customerId, businessId: businesses[0].id, slug: "harbor-coffee" },
    secret,
    emails,
  };
}
