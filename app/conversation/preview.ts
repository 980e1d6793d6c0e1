import { z } from "zod/mini";
import { messageById } from "@/db/messages";
import { firstWebLink } from "@/lib/links";
import { isStaff } from "@/lib/permissions";
import type { Message } from "@/lib/protocol/message";
import type { Ticket } from "@/lib/protocol/ticket";
import { Refusal } from "@/lib/refusal";
import { readLinkPreview } from "@/lib/server/link-preview";
import { Outside } from "@/lib/server/outside";
import { PreviewCache } from "@/lib/server/preview-cache";
import { setPreview } from "@/lib/server/rooms";
import { db } from "../database";
import { operation } from "../operation";
import { redis } from "../redis";
import { roomsOfSite } from "../rooms";
import { refuseIfOff } from "../site-settings";
import type { Viewer } from "../viewer";
import { conversationAccess, uuid } from "./access";
import { dropPictures, keepPicture } from "./preview-picture";

const input = z.strictObject({ conversationId: uuid, messageId: uuid });
type Asked = z.output<typeof input>;

/**
 * Has the server look at the first link of a message of one's own. What it looks at is what is stored, and what it finds
 * it tells the room itself: nobody can make a preview say what its page does not.
 */
export function previewing(outside: () => Outside) {
  const cache = new PreviewCache(redis);
  return operation({
    isOfChat: true,
    input,
    limit: "preview",
    permit: async (viewer, asked) => {
      const { message, ticket } = await permitted(viewer, asked);
      if (message.senderId !== viewer.id) throw new Refusal("forbidden");
      await refuseIfOff("previews");
      return { message, ticket };
    },
    run: async ({ input: place, grant: { message, ticket } }) => {
      const url = firstWebLink(message.body);
      // Whoever took a preview away does not want it back.
      if (url === null || message.deletedAt || message.metadata.preview !== undefined) return {};
      const read = await cache.of(url, (address) => readLinkPreview(outside(), address));
      if (!read) return {};
      const { image: picture, ...texts } = read;
      const image = picture && (await keepPicture(picture, place, url));
      const preview = { url, ...texts, image };
      await setPreview(roomsOfSite(), ticket, { id: message.id, preview });
      return {};
    },
  });
}

const outside = new Outside();

export const makePreview = previewing(() => outside);

/** For whoever wrote the message, and whoever is of the business. */
export const takePreviewAway = operation({
  isOfChat: true,
  input,
  permit: async (viewer, asked) => {
    const { message, ticket, isMember } = await permitted(viewer, asked);
    if (message.senderId !== viewer.id && !isMember) throw new Refusal("forbidden");
    return { ticket };
  },
  run: async ({ input: place, grant: { ticket } }) => {
    await setPreview(roomsOfSite(), ticket, { id: place.messageId, preview: null });
    await dropPictures(place);
    return {};
  },
});

/** The message, and what lets the site itself change it: a ticket that no sign-in was given. */
async function permitted(viewer: Viewer, { conversationId, messageId }: Asked) {
  const { businessId, role } = await conversationAccess(viewer, { conversationId });
  const message: Message | null = await messageById(db(), { conversationId, businessId, messageId });
  if (!message) throw new Refusal("not-found");
  const place = { party: "main", room: conversationId } as const;
  const ticket: Ticket = { ...place, userId: viewer.id, name: viewer.name, role };
  return { message, ticket, isMember: isStaff(role) };
}
