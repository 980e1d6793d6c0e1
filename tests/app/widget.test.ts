import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { SignJWT, UnsecuredJWT } from "jose";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { caller } from "@/app/caller";
import { db } from "@/app/database";
import { enterAsGuest, identify, leaveFrame } from "@/app/embed/enter";
import { frameViewer } from "@/app/embed/frame-session";
import { readCustomer } from "@/app/inbox/customer";
import { type Viewer, viewerOf } from "@/app/viewer";
import { changeWidget, renewIdentitySecret } from "@/app/widget/settings";
import { businessById } from "@/db/businesses";
import { findConversation } from "@/db/conversations";
import { users } from "@/db/schema";
import { personNamed } from "@/db/widgets";
import { env } from "@/lib/server/env";
import { IDENTITY_TTL_SECONDS_MAX, verifyIdentity } from "@/lib/server/widget-identity";
import { ORIGINS_MAX } from "@/lib/widget";
import { operations, own } from "../support/operations";
import { castOfSite } from "../support/viewers";

/** One frame in one browser: what it keeps, and which page of ours asks. */
const frame = { cookies: new Map<string, string>(), from: "" };

vi.mock("next/headers", () => ({
  headers: async () => new Headers({ referer: frame.from, host: "chat.example" }),
  cookies: async () => ({
    get: (name: string) => {
      const value = frame.cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
    set: (name: string, value: string, { maxAge }: { maxAge: number }) =>
      maxAge > 0 ? frame.cookies.set(name, value) : frame.cookies.delete(name),
  }),
}));

const refused = (code: string) => ({ name: "Refusal", code });

async function scene() {
  const cast = await castOfSite();
  const slug = (await businessById(cast.db, cast.businessId))?.slug ?? "";
  const { secret } = await renewIdentitySecret(cast.asNora, { businessId: cast.businessId });
  const enter = async (sub: string, claims: Record<string, unknown> = {}) => {
    await identify(null, { business: slug, token: await signed(secret, { sub, ...claims }) });
    return known();
  };
  return { ...cast, slug, secret, enter };
}

async function known(): Promise<Viewer> {
  return (await frameViewer()) ?? expect.fail("nobody is known in the frame");
}

function signed(secret: string, { exp = "5m", alg = "HS256", ...claims }: Record<string, unknown> = {}) {
  const token = new SignJWT({ name: "Maya Shopper", ...claims }).setProtectedHeader({ alg: String(alg) });
  if (exp !== null) token.setExpirationTime(String(exp));
  return token.sign(new TextEncoder().encode(secret));
}

beforeEach(() => {
  frame.cookies.clear();
  frame.from = `${new URL(env().NEXTAUTH_URL).origin}/embed/harbor-coffee?theme=auto`;
});

describe("who a business's server says somebody is", () => {
  it("is one person, wherever they come from, called as it calls them now", async () => {
    const { enter, businessId } = await scene();
    const first = await enter("customer-1", { name: "Maya", email: "Maya@Shop.example" });
    const conversation = await findConversation(db(), { businessId, customerId: first.id });
    frame.cookies.clear();
    const again = await enter("customer-1", { name: "Maya F." });
    expect([again.id, again.name, again.email]).toEqual([first.id, "Maya F.", null]);
    expect(await findConversation(db(), { businessId, customerId: again.id })).toEqual(conversation);
    expect(await enter("customer-2")).not.toMatchObject({ id: first.id });
  });

  it("keeps its sign-in where the same person is named again, and ends it for another", async () => {
    const { enter } = await scene();
    const first = await enter("customer-1");
    expect(await enter("customer-1")).toMatchObject({ id: first.id, sessionId: first.sessionId });
    await enter("customer-2");
    expect(await viewerOf(first.sessionId)).toBeNull();
  });

  it("is somebody else for another business, whatever it calls them", async () => {
    const [here, elsewhere] = [await scene(), await scene()];
    const first = await here.enter("customer-1");
    expect((await elsewhere.enter("customer-1")).id).not.toBe(first.id);
    const theirs = await signed(here.secret, { sub: "customer-1" });
    await expect(identify(null, { business: elsewhere.slug, token: theirs })).rejects.toMatchObject(
      refused("unauthorized"),
    );
  });

  it("is shown to the business with the address it gave, and is nobody's account by it", async () => {
    const { enter, businessId, asSam } = await scene();
    const { id: customerId } = await enter("customer-1", { email: "Leo@Example.com" });
    const conversation = await findConversation(db(), { businessId, customerId });
    expect(await readCustomer(asSam, { conversationId: conversation?.id })).toMatchObject({
      ...{ name: "Maya Shopper", isGuest: true, mailAddress: "leo@example.com" },
    });
  });

  it("is one of two at once", async () => {
    const { businessId } = await scene();
    const named = { businessId, subject: "twice", name: "Maya", email: null };
    const made = await Promise.all(Array.from({ length: 8 }, () => personNamed(db(), named)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    const { id = "" } = made[0] ?? {};
    expect(await db().select({ email: users.email }).from(users).where(eq(users.id, id))).toEqual([
      { email: null },
    ]);
  });

  it.each<[string, (secret: string) => Promise<string> | string]>([
    [
      "unsigned",
      () => new UnsecuredJWT({ sub: "customer-1", name: "Maya" }).setExpirationTime("5m").encode(),
    ],
    ["signed with another secret", (secret) => signed(`${secret}x`, { sub: "customer-1" })],
    ["of another algorithm", (secret) => signed(secret, { sub: "customer-1", alg: "HS512" })],
    ["over", (secret) => signed(secret, { sub: "customer-1", exp: "-2m" })],
    ["without an end", (secret) => signed(secret, { sub: "customer-1", exp: null })],
    ["to hold for longer than it may", (secret) => signed(secret, { sub: "customer-1", exp: "2h" })],
    ["without a subject", (secret) => signed(secret)],
    ["of an endless subject", (secret) => signed(secret, { sub: "x".repeat(201) })],
    ["without a name", (secret) => signed(secret, { sub: "customer-1", name: " " })],
    ["no token", () => "a.b.c"],
  ])("[S16] is nobody by a token that is %s", async (_, make) => {
    const { secret, slug } = await scene();
    const asked = identify(null, { business: slug, token: await make(secret) });
    await expect(asked).rejects.toMatchObject(refused("unauthorized"));
    expect(await frameViewer()).toBeNull();
  });

  it("may hold for as long as a token may, and needs a secret at all", async () => {
    const { secret } = await scene();
    const longest = await signed(secret, { sub: "customer-1", exp: `${IDENTITY_TTL_SECONDS_MAX}s` });
    await expect(verifyIdentity(longest, secret)).resolves.toMatchObject({ sub: "customer-1" });
    const cast = await castOfSite();
    const business = (await businessById(cast.db, cast.businessId))?.slug ?? "";
    await expect(identify(null, { business, token: longest })).rejects.toMatchObject(refused("unauthorized"));
  });

  it("is over for all who were named by the secret before, once there is a new one", async () => {
    const { enter, asNora, businessId, slug } = await scene();
    const named = await enter("customer-1");
    frame.cookies.clear();
    await enterAsGuest(null, { business: slug, name: "Vera" });
    const guest = await known();
    await renewIdentitySecret(asNora, { businessId });
    expect([await viewerOf(named.sessionId), await viewerOf(guest.sessionId)]).toMatchObject([
      null,
      { id: guest.id },
    ]);
  });
});

describe("whoever is known in a frame", () => {
  /** All that the chat in it asks for, and what is anybody's own. */
  const ofChat = new Set([
    ...["readHistory", "readNewer", "readAround", "readHead", "readWholeBody", "readRevisions"],
    ...["readThread", "readThreadRoots", "upload", "addressOfFile", "removeMessage", "restoreMessage"],
    ...["makePreview", "takePreviewAway", "readCallServers", "giveTicket", "giveInboxTicket"],
    ...["search", "searchBusiness", "readDevices", "keepSecret", "openSecret", "readLevel", "chooseLevel"],
    ...["publishDevice", "rememberTimeZone", "giveOwnTicket", "searchOwn", "readChanges"],
  ]);

  it.each(Object.entries({ ...operations, ...own }))(
    "[S10] is refused %s, unless it is of the chat",
    async (name, { perform, ask }) => {
      const { enter, ...cast } = await scene();
      const asked = ask(cast);
      const { code } = Object(
        await perform(await enter("customer-1"), asked).catch((error: unknown) => error),
      );
      if (ofChat.has(name)) expect(code).not.toBe("forbidden");
      else expect([name, code]).toEqual([name, "forbidden"]);
    },
  );

  it("[S10] has no conversation but the one with the business, were it their own", async () => {
    const { enter } = await scene();
    const other = await castOfSite();
    const asMaya = { ...other.asMaya, confinedTo: (await enter("customer-1")).confinedTo };
    const { readHead } = operations;
    await expect(readHead?.perform(asMaya, { conversationId: other.conversationId })).rejects.toMatchObject(
      refused("not-found"),
    );
  });

  it("is nobody to pages that are not of a frame, nor to other sites", async () => {
    const { enter } = await scene();
    const named = await enter("customer-1");
    expect(await caller()).toMatchObject({ id: named.id, confinedTo: named.confinedTo });
    for (const from of ["", "https://evil.example/embed/harbor-coffee", "nonsense", "/embed/harbor-coffee"]) {
      frame.from = from;
      expect([from, await caller().catch(() => null)]).toEqual([from, null]);
    }
  });

  it("is known no more once they left, and a cookie of another kind is nobody's", async () => {
    const { enter, asMaya } = await scene();
    const named = await enter("customer-1");
    const [[cookie = ""] = []] = [...frame.cookies];
    const token = frame.cookies.get(cookie) ?? "";
    await leaveFrame(null, {});
    frame.cookies.set(cookie, token);
    expect([await frameViewer(), await viewerOf(named.sessionId)]).toEqual([null, null]);
    for (const forged of [asMaya.sessionId, `${token}x`]) {
      frame.cookies.set(cookie, forged);
      expect(await frameViewer()).toBeNull();
    }
  });
});

describe("the settings of a widget", () => {
  it("are what an owner says, within their limits", async () => {
    const { asNora, businessId } = await castOfSite();
    const look = { origins: ["https://shop.example"], color: "#aa3366", corner: "start" as const };
    expect(await changeWidget(asNora, { businessId, ...look })).toEqual({ ...look, hasSecret: false });
    const many = (count: number) => Array.from({ length: count }, (_, n) => `https://s${n}.example`);
    await changeWidget(asNora, { businessId, ...look, origins: many(ORIGINS_MAX) });
    for (const wrong of [
      { origins: many(ORIGINS_MAX + 1) },
      { origins: ["https://shop.example/path"] },
      { origins: ["http://shop.example"] },
      { origins: ["https://a.example; script-src *"] },
      { origins: ["https://shop.example", "https://shop.example"] },
      { color: "red" },
      { color: "#aa3366;}" },
    ])
      await expect(changeWidget(asNora, { businessId, ...look, ...wrong })).rejects.toMatchObject(
        refused("bad-command"),
      );
  });
});

describe("a guest's name in a frame", () => {
  it("is judged as on the page of the business", async () => {
    const { slug } = await scene();
    await expect(enterAsGuest(null, { business: slug, name: " " })).rejects.toMatchObject(
      refused("bad-command"),
    );
    await expect(enterAsGuest(null, { business: `no-${randomUUID()}`, name: "Vera" })).rejects.toMatchObject(
      refused("not-found"),
    );
    await enterAsGuest(null, { business: slug, name: "Vera" });
    expect(await known()).toMatchObject({ name: "Vera", isGuest: true });
  });
});
