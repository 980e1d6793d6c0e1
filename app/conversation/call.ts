import { z } from "zod/mini";
import { env } from "@/lib/server/env";
import { iceServersFor } from "@/lib/server/ice-servers";
import { operation } from "../operation";
import { conversationAccessFor, uuid } from "./access";

/** What the viewer's browser needs to find a way to the other's, for one call. */
export const readCallServers = operation({
  isOfChat: true,
  input: z.strictObject({ conversationId: uuid }),
  limit: "call",
  permit: conversationAccessFor("call:start"),
  run: async ({ viewer }) => {
    const { ICE_SERVERS: servers, TURN_URL: turnUrls, TURN_SECRET: turnSecret } = env();
    return { iceServers: iceServersFor(viewer.id, { servers, turnUrls, turnSecret }, Date.now()) };
  },
});
