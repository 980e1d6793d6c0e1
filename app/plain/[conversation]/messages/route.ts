import { otherMethods } from "@/app/other-methods";
import { endpoint } from "../../../endpoint";
import { said } from "../../say";

/** The form of a page without scripts; whoever sent it is led back to the page. */
export const POST = endpoint<{ conversation: string }>(
  ({ viewer, params, request }) => said(viewer, { conversationId: params.conversation, request }),
  { hasOwnLimit: true },
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
