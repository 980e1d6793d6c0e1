import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { policies } from "../../../lib/server/rate-limit";
import type { Scene } from "./scene";

/** With more at once Redis may be waited for too long, and the site counts by itself. */
const AT_ONCE = 10;

/** Ways around a limit: other headers, another case, another form of the address, all at once. */
export function testLimits(stage: () => Scene) {
  test("[S07] [S20] guests are counted by the address they come from, whatever they say it is", async () => {
    const { browser } = stage();
    const { uses } = policies.guest;
    const enter = async (n: number) => {
      const context = await browser();
      const { csrfToken } = await (await context.get("/api/auth/csrf")).json();
      const form = { csrfToken, name: `Crowd ${n}`, json: "true" };
      const response = await context.post("/api/auth/callback/guest", { form, headers: disguise() });
      return response.status();
    };
    const statuses: number[] = [];
    for (let n = 0; n < uses + AT_ONCE; n += AT_ONCE)
      statuses.push(...(await Promise.all(Array.from({ length: AT_ONCE }, (_, more) => enter(n + more)))));
    // One more is the guest of this scene; one that Redis was too slow for is counted by the site itself.
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(uses);
  });

  test("[S07] one person calls actions as often as a limit allows", async () => {
    const { as } = stage();
    const { actionsOfBuild, answerOf, callAction } = await import("./intruders");
    const action = actionsOfBuild().get("app/conversation/actions.ts#head") ?? { id: "", page: "" };
    const codes: unknown[] = [];
    for (let n = 0; n <= policies.action.uses; n += 50) {
      const calls = Array.from({ length: 50 }, async () => answerOf(await callAction(as.june, action, {})));
      codes.push(...(await Promise.all(calls)).map((answer) => Object(Object(answer).refusal).code));
    }
    expect(codes.filter((code) => code === "bad-command").length).toBeLessThanOrEqual(policies.action.uses);
    expect(codes).toContain("too-many");
  });

  test("[S20] of 600 requests of one caller that come at once exactly 500 are let in, whatever they are called", async () => {
    const { browser, url } = stage();
    const account = {
      name: "Robin",
      email: `robin.${randomUUID()}@example.com`,
      password: "a long password",
    };
    const made = await (await browser()).post("/api/auth/register", { data: account });
    const { accessToken } = await made.json();
    const forms = ["/api/me", "/api/me?x=1", "/api/me?", "/api/conversations/none/messages"];
    const ask = async (n: number) => {
      const headers = { ...disguise(), authorization: `${n % 2 ? "Bearer" : "bearer"} ${accessToken}` };
      const response = await fetch(`${url}${forms[n % forms.length]}`, { headers });
      await response.arrayBuffer();
      return { status: response.status, retryAfter: response.headers.get("retry-after") };
    };
    const answers = await Promise.all(Array.from({ length: 600 }, (_, n) => ask(n)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(600 - policies.api.uses);
    for (const { retryAfter } of refused) expect(Number(retryAfter)).toBeGreaterThan(0);
  });

  test("[S20] a password is guessed ten times, and no more by any road", async () => {
    const { browser } = stage();
    const { uses } = policies["sign-in:account"];
    const program = await browser();
    const paths = [
      "/api/auth/login",
      "/api/auth/login/",
      "/api//auth/login",
      "/API/auth/login",
      "/api/auth/login?x=1",
    ];
    const emails = ["aiko@example.com", "AIKO@example.com", " Aiko@Example.com "];
    const guess = async (n: number) => {
      const response = await program.post(paths[n % paths.length] ?? "", {
        data: { email: emails[n % emails.length], password: `guess ${n}` },
        headers: disguise(),
      });
      return response.status();
    };
    const statuses = await Promise.all(Array.from({ length: 40 }, (_, n) => guess(n)));
    expect(statuses.filter((status) => status === 401)).toHaveLength(uses);
    expect(statuses.filter((status) => ![401, 404, 429].includes(status))).toEqual([]);
    const { csrfToken } = await (await program.get("/api/auth/csrf")).json();
    const form = { csrfToken, email: "aiko@example.com", password: "servihub-demo", json: "true" };
    const right = await program.post("/api/auth/callback/credentials", { form, headers: disguise() });
    expect([right.status(), new URL((await right.json()).url).searchParams.get("error")]).toEqual([
      401,
      "too-many",
    ]);
  });
}

/** Another address each time, in every header that somebody might believe. */
function disguise(): Record<string, string> {
  const address = Array.from({ length: 4 }, () => Math.floor(Math.random() * 256)).join(".");
  const names = [
    "x-forwarded-for",
    "x-real-ip",
    "true-client-ip",
    "cf-connecting-ip",
    "x-client-ip",
    "forwarded",
  ];
  return { ...Object.fromEntries(names.map((name) => [name, address])), "user-agent": randomUUID() };
}
