import { z } from "zod/mini";
import { leave } from "@/app/account/leaving";
import { endpoint, json } from "@/app/endpoint";
import { parse } from "@/app/operation";
import { otherMethods } from "@/app/other-methods";
import { Refusal } from "@/lib/refusal";

/** The sign-in of whoever asks ends, with all its tokens. */
export const POST = endpoint(async ({ viewer, body }) => {
  if (!viewer) throw new Refusal("unauthorized");
  parse(z.strictObject({}), await body());
  await leave(viewer);
  return json({});
});

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
