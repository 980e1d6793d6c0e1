import { v5 as uuidOf } from "uuid";
import { z } from "zod/mini";
import { businessBySlug } from "@/db/businesses";
import { makeGroup } from "@/db/groups";
import { GROUPS_PER_PERSON_MAX, INVITED_AT_ONCE_MAX } from "@/lib/group";
import { LOCALES } from "@/lib/locale";
import type { Role } from "@/lib/permissions";
import { emailAddress } from "@/lib/person";
import { groupTitle } from "@/lib/protocol/command";
import { Refusal } from "@/lib/refusal";
import { changeGroup } from "@/lib/server/rooms";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { roomsOfSite } from "../rooms";
import { membershipIn } from "../viewer";
import { inviteAddress } from "./invite";

const SLUG_LENGTH_MAX = 100;

/** A group of a business, with the viewer as its host; its first name is its first notice. */
export const startGroup = operation({
  input: z.strictObject({
    business: z.string().check(z.maxLength(SLUG_LENGTH_MAX)),
    /** Made by whoever asks, so that a repeat makes one. */
    id: uuid,
    title: groupTitle,
    emails: z.optional(z.array(emailAddress).check(z.maxLength(INVITED_AT_ONCE_MAX))),
    /** In which the invited are written to. */
    locale: z.enum(LOCALES),
  }),
  limit: "group",
  permit: async (_, { business }) => {
    const found = await businessBySlug(db(), business);
    if (!found) throw new Refusal("not-found");
    return found;
  },
  run: async ({ viewer, input, grant: { id: businessId, name: businessName } }) => {
    const { id: conversationId, title, emails = [], locale } = input;
    if (emails.length > 0 && viewer.isGuest) throw new Refusal("forbidden");
    const role: Role = membershipIn(viewer, businessId)?.role ?? "customer";
    const made = await makeGroup(db(), {
      id: conversationId,
      businessId,
      maker: { userId: viewer.id, role },
    });
    if (made === "taken") throw new Refusal("conflict");
    if (made === "too-many")
      throw new Refusal("too-many", { message: `One person hosts at most ${GROUPS_PER_PERSON_MAX} groups.` });
    const { id: userId, name, sessionId: session } = viewer;
    const ticket = { party: "main" as const, room: conversationId, userId, name, role, session };
    const id = uuidOf("created", conversationId);
    await changeGroup(roomsOfSite(), ticket, { type: "group:rename", id, title });
    const invited = emails.map((email) =>
      inviteAddress({
        ...{ id: uuidOf(`invited ${email}`, conversationId), conversationId, email, title },
        ...{ businessId, businessName, by: viewer, locale },
      }),
    );
    const sent = await Promise.allSettled(invited);
    const notInvited = emails.filter((_, n) => {
      const each = sent[n];
      return each?.status !== "fulfilled" || !each.value.isSent;
    });
    return { conversationId, notInvited, isNew: made === "made" };
  },
});
