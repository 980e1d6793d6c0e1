import { createHmac, timingSafeEqual } from "node:crypto";

const PREFIX = "whsec_";
const OLD_AFTER_SECONDS = 5 * 60;

/** Whether the chat asked this, just now: https://www.standardwebhooks.com */
export function isSigned(headers, body, secret, nowMs = Date.now()) {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures } = headers;
  if (!id || !timestamp || !signatures) return false;
  const ageSeconds = nowMs / 1_000 - Number(timestamp);
  if (!(Math.abs(ageSeconds) <= OLD_AFTER_SECONDS)) return false;
  const key = Buffer.from(secret.slice(PREFIX.length), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest();
  return signatures.split(" ").some((each) => {
    const [version, signature = ""] = each.split(",");
    const given = Buffer.from(signature, "base64");
    return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
