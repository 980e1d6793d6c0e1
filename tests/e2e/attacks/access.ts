import { type APIResponse, expect, test } from "@playwright/test";
import { describedBy } from "../../support/described";
import {
  actions,
  actionsFound,
  members,
  nothing,
  pages,
  pagesFound,
  routes,
  routesFound,
  type Thing,
} from "./doors";
import { actionsOfBuild, answerOf, callAction, type Role, roles } from "./intruders";
import type { Scene } from "./scene";

/** Every door × every role × Maya's things or nothing at all. */
export function testAccess(stage: () => Scene) {
  test("[S10] every route, action and page is in the lists of doors", () => {
    expect(routesFound().toSorted()).toEqual(Object.keys(routes).toSorted());
    expect(actionsFound().toSorted()).toEqual(Object.keys(actions).toSorted());
    expect(pagesFound().toSorted()).toEqual(Object.keys(pages).toSorted());
    for (const name of Object.keys(actions)) expect(actionsOfBuild().has(name), name).toBe(true);
  });

  // Before the others: of more refusals in a minute than may be said no more is.
  test("[S10] what was refused is in the log with its code and who asked, once", async () => {
    const { as, mayas, log } = stage();
    const path = `/api/conversations/${mayas.conversationId}/messages`;
    const { id } = await (await as.june.get("/api/me")).json();
    for (let n = 0; n < 3; n += 1) expect((await as.june.get(path)).status()).toBe(404);
    const line = JSON.stringify({ refused: "not-found", where: `GET ${path}`, who: id }).slice(1, -1);
    await expect.poll(() => log("web")).toContain(line);
    expect(log("web").split(line).length - 1).toBeLessThanOrEqual(2);
  });

  async function askRoute(role: Role, name: string, { path, asked }: { path?: string; asked?: unknown }) {
    const [method = "GET", route = "/"] = name.split(" ");
    const response = await stage().as[role].fetch(path ?? route, {
      method,
      ...(asked !== undefined && { data: asked }),
    });
    const headers = response.headers();
    const isJson = headers["content-type"]?.includes("json");
    const answer = isJson ? await response.json() : await response.text();
    await expectTold(method, response, answer);
    return { ...{ status: response.status(), headers }, answer };
  }

  let describe: ReturnType<typeof describedBy> | undefined;

  /** What the API answers is what its document says, whoever asks. */
  async function expectTold(method: string, response: APIResponse, body: unknown) {
    const path = new URL(response.url()).pathname;
    if (!path.startsWith("/api/") || ["/api/nothing", "/api/preflight"].includes(path)) return;
    const as = stage().as.stranger;
    describe ??= describedBy(await (await as.get("/api/openapi.json")).json());
    const mediaType = response.headers()["content-type"] ?? "";
    expect(describe({ method, path, status: response.status(), mediaType, body })).toEqual([]);
  }

  for (const [name, doors] of Object.entries(routes))
    for (const [n, door] of doors.entries())
      test(`[S10] [S12] ${name} (${n + 1}) answers those it is for, and others as if there were nothing`, async () => {
        const { mayas } = stage();
        for (const role of roles) {
          const theirs = await askRoute(role, name, door.ask(mayas));
          if (door.isSameForAll) {
            const strangers = await askRoute("stranger", name, door.ask(nothing()));
            expect([role, theirs.answer]).toEqual([role, strangers.answer]);
            continue;
          }
          expect(theirs.headers["cache-control"]).toMatch(/no-store/);
          if (door.answers.includes(role)) {
            expect([role, theirs.status < 300]).toEqual([role, true]);
            expectNoLeak(theirs.answer, door.keys, role);
          } else if (door.refuses?.[role]) {
            expect([role, codeIn(theirs.answer)]).toEqual([role, door.refuses[role]]);
          } else {
            const absent = await askRoute(role, name, door.ask(nothing()));
            expect([role, theirs.status, unnamed(theirs.answer)]).toEqual([
              ...[role, absent.status, unnamed(absent.answer)],
            ]);
            expect([role, codeIn(theirs.answer)]).toEqual([role, door.refusesAll ?? refusalTo(role)]);
            expectNoLeak(theirs.answer, ["error", "code", "message", "requestId"], role);
          }
        }
      });

  for (const [name, door] of Object.entries(actions))
    test(`[S10] [S12] [S13] the action ${name}, called by itself, answers only those it is for`, async () => {
      const { as, mayas } = stage();
      const action = actionsOfBuild().get(name) ?? { id: "", page: "/" };
      const ask = async (role: Role, thing: Thing) =>
        answerOf(await callAction(as[role], action, door.ask(thing).asked));
      for (const role of roles) {
        const theirs = await ask(role, mayas);
        if (door.answers.includes(role)) {
          expect([role, theirs]).toMatchObject([role, { ok: true }]);
          expectNoLeak(theirs, door.keys, role);
        } else if (door.refuses?.[role]) {
          expect([role, codeIn(theirs)]).toEqual([role, door.refuses[role]]);
        } else {
          expect([role, theirs]).toEqual([role, await ask(role, nothing())]);
          expect([role, codeIn(theirs)]).toEqual([role, door.refusesAll ?? refusalTo(role)]);
        }
      }
    });

  for (const [name, page] of Object.entries(pages)) {
    if (page === "in development")
      test(`the page ${name} is not there but for those who work on it`, async () => {
        expect((await stage().as.nora.get(name)).status()).toBe(404);
      });
    if (typeof page === "string") continue;
    test(`[S10] [S31] the page ${name} shows its thing to those it is for, and to others nothing`, async () => {
      const { as, mayas, secret } = stage();
      const look = (role: Role, thing: Thing) => as[role].get(page.path(thing), { maxRedirects: 0 });
      for (const role of roles) {
        const [theirs, absent] = [await look(role, mayas), await look(role, nothing())];
        if (page.answers.includes(role)) {
          expect([role, theirs.status() < 400]).toEqual([role, true]);
          // [S31] What one person is shown no cache keeps for another.
          expect(theirs.headers()["cache-control"]).toMatch(/no-store/);
          if (name.includes("[conversation]") && theirs.ok()) expect(await theirs.text()).toContain(secret);
          if (page.shows) expect(await theirs.text()).toContain(page.shows);
        } else {
          expect([role, theirs.status()]).toEqual([role, absent.status()]);
          expect(role === "stranger" ? [307] : [403, 404]).toContain(theirs.status());
          const told = await theirs.text();
          if (page.shows) expect(told).not.toContain(page.shows);
          // Beside a page that is not for him, whoever is of the business has the inbox that is.
          if (!page.shows || !members.includes(role)) expect(told).not.toContain(secret);
        }
      }
    });
  }

  /** An answer is made of what it may be made of, and of nobody's address but the reader's own. */
  function expectNoLeak(answer: unknown, keys: string[], role: Role) {
    expect(keysIn(answer).filter((key) => !keys.includes(key))).toEqual([]);
    const text = JSON.stringify(answer);
    const addresses = text.match(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g) ?? [];
    // Leo's is what everybody signs in with here.
    const known = [stage().emails.get(role), stage().emails.get("leo")];
    expect(addresses.filter((address) => !known.includes(address))).toEqual([]);
    expect(text).not.toMatch(/argon2|password|hash/i);
  }
}

const refusalTo = (role: Role) => (role === "stranger" ? "unauthorized" : "not-found");

/** Without the id of the request, which no two have in common. */
function unnamed(answer: unknown): unknown {
  const { error } = Object(answer);
  return error ? { ...Object(answer), error: { ...error, requestId: "" } } : answer;
}

/** Of a route or of an action. */
function codeIn(answer: unknown): unknown {
  const { error, refusal } = Object(answer);
  return Object(error ?? refusal).code;
}

/** Every name of a field anywhere in an answer. */
function keysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]);
}
