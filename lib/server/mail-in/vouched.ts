import type { IncomingMail } from "./incoming-mail";

/**
 * Whether our own mail server, which `authservId` names, found that the domain a mail says it is from stands by it, or
 * leaves that open (RFC 8601). It puts its line above all there are, so the first of its name is the one.
 */
export function isBelieved({ headers }: Pick<IncomingMail, "headers">, authservId: string): boolean {
  const results = headers.flatMap(({ key, value }) => (key === "authentication-results" ? [value] : []));
  const ours = results.find((value) => {
    const [name = ""] = value.trim().split(/[\s;]/, 1);
    return name.toLowerCase() === authservId.toLowerCase();
  });
  // What is quoted or remarked in it may be of whoever sent the mail.
  const found = ours?.replace(/"[^"]*"/g, "").replace(/\([^()]*\)/g, "") ?? "";
  return /;\s*dmarc\s*=\s*(pass|bestguesspass|none)\b/i.test(found);
}
