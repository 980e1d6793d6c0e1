import { z } from "zod/mini";
import { readChanges } from "@/app/conversation/changes";
import { endpoint, json } from "@/app/endpoint";
import { parse } from "@/app/operation";
import { otherMethods } from "@/app/other-methods";
import { Refusal } from "@/lib/refusal";

interface Params {
  id: string;
}

const said = z.strictObject({ commands: z.array(z.unknown()) });

/** As long as somebody may wait, in seconds, and to spare. */
export const maxDuration = 40;

export const GET = endpoint<Params>(
  async ({ viewer, params, query: { after, wait } }) =>
    json(await readChanges(viewer, { after, wait, conversationId: params.id })),
  { hasOwnLimit: true },
);

export const POST = endpoint<Params>(
  async ({ viewer, params, query: { after }, body }) => {
    if (!viewer) throw new Refusal("unauthorized");
    const { commands } = parse(said, await body());
    return json(await readChanges(viewer, { after, commands, conversationId: params.id }));
  },
  { hasOwnLimit: true },
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
