import { otherMethods } from "@/app/other-methods";
import { textWithin } from "@/lib/text-within";
import { endpoint, json } from "../../../endpoint";
import { wishMails } from "../../../notifications/stop";

const BODY_BYTES_MAX = 1_000;
const BODY_WITHIN_MS = 5_000;

/** Asked by mail programs, in one click (RFC 8058), and by the form of the page, which is led back to it. */
export const POST = endpoint<{ token: string }>(async ({ viewer, params: { token }, request }) => {
  const text = await textWithin(request.body, { bytes: BODY_BYTES_MAX, ms: BODY_WITHIN_MS });
  const wish = new URLSearchParams(text).get("mails");
  const wished = await wishMails(viewer, { token, mails: wish ?? "off" });
  if (wish === null) return json(wished);
  return new Response(null, { status: 303, headers: { location: `/unsubscribe/${token}` } });
});

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
