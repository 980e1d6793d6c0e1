import type { IncomingMail } from "./incoming-mail";

/** Who never is a person. */
const PROGRAMS = /^(mailer-daemon|postmaster|(do-?)?not?-?reply|bounces?|auto-?reply)([+@._-]|$)/;
const BULK = /^(bulk|junk|list|auto_reply)$/i;
/** What our own mails carry. */
export const OWN_HEADER = "X-Loop";

/**
 * Whether a program sent a mail, and not a person: an answer to it could be answered again, and so on for ever.
 * `returnPath` is who is told where it cannot be delivered, nobody for what tells of that; `domains` are ours.
 */
export function isAutomatic(
  { headers, from, messageId }: Pick<IncomingMail, "headers" | "from" | "messageId">,
  { returnPath, domains }: { returnPath: string | undefined; domains: string[] },
): boolean {
  const valuesOf = (name: string) =>
    headers.flatMap(({ key, value }) => (key === name ? [value.trim()] : []));
  const endsWithOurs = (address: string) =>
    domains.some((domain) => address.toLowerCase().endsWith(`@${domain.toLowerCase()}`));
  return (
    valuesOf("auto-submitted").some((value) => !/^no\b/i.test(value)) ||
    valuesOf("precedence").some((value) => BULK.test(value)) ||
    ["list-id", "x-loop", "x-autoreply", "x-autorespond"].some((name) => valuesOf(name).length > 0) ||
    // Tells what became of a mail: of its delivery, or that it was opened.
    valuesOf("content-type").some((value) => /^multipart\/report\b/i.test(value)) ||
    returnPath === "" ||
    valuesOf("return-path").some((value) => value === "<>") ||
    PROGRAMS.test(from.address) ||
    endsWithOurs(from.address) ||
    endsWithOurs((messageId ?? "").replace(/>$/, ""))
  );
}
