import type { IncomingMail } from "./incoming-mail";

type Head = Pick<IncomingMail, "headers">;

/**
 * Whether our own mail server, which `authservId` names, found that the domain a mail says it is from stands by it, or
 * leaves that open (RFC 8601).
 */
export function isBelieved(mail: Head, authservId: string): boolean {
  return ["pass", "bestguesspass", "none"].includes(dmarcOf(mail, authservId) ?? "");
}

/** Whether it found that the domain does stand by it. */
export function isVouchedFor(mail: Head, authservId: string): boolean {
  return dmarcOf(mail, authservId) === "pass";
}

/** It puts its line above all there are, so the first of its name is the one. */
function dmarcOf({ headers }: Head, authservId: string): string | undefined {
  const results = headers.flatMap(({ key, value }) => (key === "authentication-results" ? [value] : []));
  const ours = results.find((value) => {
    const [name = ""] = value.trim().split(/[\s;]/, 1);
    return name.toLowerCase() === authservId.toLowerCase();
  });
  // What is quoted or remarked in it may be of whoever sent the mail.
  const found = ours?.replace(/"[^"]*"/g, "").replace(/\([^()]*\)/g, "") ?? "";
  return /;\s*dmarc\s*=\s*([a-z]+)\b/i.exec(found)?.[1]?.toLowerCase();
}
