import { assert } from "@/lib/assert";

/**
 * Asks NextAuth's endpoints for what its client library would: that library weighs more than all of the account's
 * pages together. Resolves to whether it was granted and where to go from here.
 */
export async function askAuth(
  what: `callback/${string}` | `signin/${string}` | "signout",
  given: Record<string, string>,
): Promise<{ isGranted: boolean; to: URL }> {
  const guard = await fetch("/api/auth/csrf", { cache: "no-store" });
  const answer = await fetch(`/api/auth/${what}`, {
    method: "POST",
    body: new URLSearchParams({
      callbackUrl: window.location.href,
      ...given,
      csrfToken: textIn(await guard.json(), "csrfToken"),
      json: "true",
    }),
  });
  return { isGranted: answer.ok, to: new URL(textIn(await answer.json(), "url"), window.location.href) };
}

function textIn(answer: unknown, name: string): string {
  const text = Object(answer)[name];
  assert(typeof text === "string", `NextAuth answers with a ${name}`);
  return text;
}
