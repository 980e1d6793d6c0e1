import webPush from "web-push";
import { PUSH_TTL_SECONDS } from "../notification";
import type { Outside } from "./outside";

/** By what push services know who sends (RFC 8292). */
export interface PushKeys {
  publicKey: string;
  privateKey: string;
  /** Whom to ask about what is sent: an address of mail or of the web. */
  subject: string;
}

/** A browser, as it says how it is reached. */
export interface PushTarget {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** What a service worker of ours shows. */
export interface Notice {
  title: string;
  body: string;
  /** What takes the place of what; one conversation rings once and not ten times side by side. */
  tag: string;
  /** The path that it opens. */
  path: string;
  locale: string;
  open: string;
}

/**
 * Sends a notice, encrypted for the browser alone. `gone` is a browser that does not want it any more; throws where it
 * was not taken.
 */
export async function sendPush(
  outside: Outside,
  { endpoint, p256dh, auth }: PushTarget,
  { notice, keys }: { notice: Notice; keys: PushKeys },
): Promise<"sent" | "gone"> {
  const { headers, body } = webPush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    JSON.stringify(notice),
    {
      vapidDetails: keys,
      TTL: PUSH_TTL_SECONDS,
      urgency: "high",
      // The newest takes the place of what a device that was off did not get.
      topic: notice.tag.replaceAll("-", "").slice(0, TOPIC_LENGTH_MAX),
      contentEncoding: "aes128gcm",
    },
  );
  const { status } = await outside.post({ url: endpoint, headers: textOf(headers), body: body ?? "" });
  if (status === 404 || status === 410) return "gone";
  if (status < 200 || status >= 300) throw new Error(`a push service answered ${status}`);
  return "sent";
}

/** What a topic may be long (RFC 8030). */
const TOPIC_LENGTH_MAX = 32;

function textOf(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
