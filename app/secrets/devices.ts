import { z } from "zod/mini";
import { devicesOf, keepDeviceKey } from "@/db/device-keys";
import { device } from "@/lib/protocol/secret";
import { Refusal } from "@/lib/refusal";
import { otherSide } from "@/lib/secret";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { directAccessFor } from "./access";

/** That somebody can be sent secrets on the device they are at. However often they say so, few of theirs are kept. */
export const publishDevice = operation({
  isOfChat: true,
  input: device,
  permit: () => null,
  run: async ({ viewer, input }) => {
    if (!(await keepDeviceKey(db(), { userId: viewer.id, ...input }))) throw new Refusal("conflict");
    return {};
  },
});

/** The devices that a secret to the other side of a conversation is sealed for. */
export const readDevices = operation({
  isOfChat: true,
  input: z.strictObject({ conversationId: uuid }),
  permit: directAccessFor("secret:keep"),
  run: async ({ input: { conversationId }, grant: { businessId, role } }) => ({
    devices: await devicesOf(db(), { conversationId, businessId, side: otherSide(role) }),
  }),
});
