import { isRefusalCode, Refusal } from "../refusal";

/** Asks something of the REST API, also while the page goes away. Throws a Refusal. */
export async function postLast<Answer extends object>(path: string, asked: object): Promise<Partial<Answer>> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(asked),
    keepalive: true,
  }).catch((cause: unknown) => {
    throw new Refusal("unavailable", { cause });
  });
  const answer: Partial<Answer> & { error?: { code?: unknown } } = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw new Refusal(isRefusalCode(answer.error?.code) ? answer.error.code : "unavailable");
}
