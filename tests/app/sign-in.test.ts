import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { publicPerson, startApiSession } from "@/app/account/api-session";
import { startAsGuest } from "@/app/account/guest";
import { signInWithPassword } from "@/app/account/password";
import { registerPerson } from "@/app/account/register";
import { userOfVouched } from "@/app/account/vouched";
import { readChats } from "@/app/chats/list";
import { start } from "@/app/conversation/start";
import { db } from "@/app/database";
import { viewerOf } from "@/app/viewer";
import { businessById } from "@/db/businesses";
import { accessTo } from "@/db/conversations";
import { users } from "@/db/schema";
import { startSession } from "@/db/sessions";
import { verifyAccessToken } from "@/lib/server/access-token";
import { policies } from "@/lib/server/rate-limit";
import { castOfSite, signedIn } from "../support/viewers";

const PASSWORD = "correct horse battery";
const newEmail = () => `aiko.${randomUUID()}@example.com`;
/** An address to count under that no other test uses. */
const newAddress = () => randomUUID();

async function registered() {
  const email = newEmail();
  await registerPerson(null, { name: "Aiko", email, password: PASSWORD }, newAddress());
  return email;
}

describe("signing in", () => {
  it("finds Aiko by her address in any case, and by no other password", async () => {
    const email = await registered();
    const signIn = (password: string) =>
      signInWithPassword({ email: ` ${email.toUpperCase()}`, password }, newAddress());
    const { id } = await signIn(PASSWORD);
    expect(await signedIn(id)).toMatchObject({ email, name: "Aiko", isGuest: false, isAdmin: false });
    await expect(signIn(`${PASSWORD} `)).rejects.toMatchObject({ code: "unauthorized" });
  });

  it("[S19] says the same of a wrong password, of an unknown address and of an account without a password", async () => {
    const { asMaya } = await castOfSite();
    const refusals = await Promise.allSettled(
      [await registered(), newEmail(), asMaya.email].map((email) =>
        signInWithPassword({ email, password: "not it" }, newAddress()),
      ),
    );
    const [first, ...others] = refusals.map((refusal) => Reflect.get(refusal, "reason"));
    expect(first).toMatchObject({ code: "unauthorized" });
    for (const other of others) expect(other).toMatchObject({ code: first.code, message: first.message });
  });

  it("[S19] refuses the eleventh wrong password of an account from wherever, and then the right one too", async () => {
    const email = await registered();
    const { uses } = policies["sign-in:account"];
    const guess = (password: string) => signInWithPassword({ email, password }, newAddress());
    const guesses = Array.from({ length: uses }, () => guess("not it"));
    for (const each of await Promise.allSettled(guesses))
      expect(each).toMatchObject({ reason: { code: "unauthorized" } });
    await expect(guess(PASSWORD)).rejects.toMatchObject({ code: "too-many" });
  });

  it("[S19] refuses an address that guessed ten times, at whichever account", async () => {
    const address = newAddress();
    const { uses } = policies["sign-in:address"];
    const guess = () => signInWithPassword({ email: newEmail(), password: "not it" }, address);
    await Promise.allSettled(Array.from({ length: uses }, guess));
    await expect(guess()).rejects.toMatchObject({ code: "too-many" });
  });

  it("counts only failures: Aiko may sign in all day", async () => {
    const email = await registered();
    const address = newAddress();
    for (let n = 0; n <= policies["sign-in:account"].uses; n++)
      await signInWithPassword({ email, password: PASSWORD }, address);
  });

  it.each([
    undefined,
    {},
    { email: "aiko" },
    { email: ["a@example.com"], password: "x" },
    { email: "a@example.com", password: "p".repeat(201) },
  ])("refuses %j before it hashes anything", async (given) => {
    await expect(signInWithPassword(given, newAddress())).rejects.toMatchObject({ code: "bad-command" });
  });
});

describe("a guest", () => {
  it("keeps the conversation when they register, and is signed in as the same person", async () => {
    const cast = await castOfSite();
    const slug = (await businessById(cast.db, cast.businessId))?.slug ?? "";
    const { id: guestId } = await startAsGuest({ name: " Aiko " }, newAddress());
    const guest = await signedIn(guestId);
    expect(guest).toMatchObject({ name: "Aiko", email: null, isGuest: true });
    const { id: conversationId } = await start(guest, { business: slug });
    const email = newEmail();
    await registerPerson(guest, { name: "Aiko Tanaka", email, password: PASSWORD }, newAddress());
    expect(await signInWithPassword({ email, password: PASSWORD }, newAddress())).toEqual({ id: guestId });
    expect(await accessTo(cast.db, { conversationId, userId: guestId })).toMatchObject({ role: "customer" });
  });

  it("[S14] cannot take over the account of an address, and stays a guest when they try", async () => {
    const email = await registered();
    const { id } = await startAsGuest({ name: "Not Aiko" }, newAddress());
    const guest = await signedIn(id);
    const taken = registerPerson(guest, { name: "Not Aiko", email, password: PASSWORD }, newAddress());
    await expect(taken).rejects.toMatchObject({ code: "conflict" });
    expect(await signedIn(id)).toMatchObject({ isGuest: true });
  });

  it.each([{ name: "" }, { name: "M".repeat(61) }, { name: "a\u0000" }, {}, undefined])(
    "has a name, and not %j",
    async (given) => {
      await expect(startAsGuest(given, newAddress())).rejects.toMatchObject({ code: "bad-command" });
    },
  );

  it("[S07] is one of so many per address and hour", async () => {
    const address = newAddress();
    const starts = Array.from({ length: policies.guest.uses + 1 }, () =>
      startAsGuest({ name: "Crowd" }, address),
    );
    const refusals = (await Promise.allSettled(starts)).filter(({ status }) => status === "rejected");
    expect(refusals).toMatchObject([{ reason: { code: "too-many" } }]);
  });
});

describe("a registration", () => {
  it("by somebody who has an account makes another, and leaves theirs alone", async () => {
    const { asMaya } = await castOfSite();
    await registerPerson(asMaya, { name: "Aiko", email: newEmail(), password: PASSWORD }, newAddress());
    expect(await viewerOf(asMaya.sessionId)).toEqual(asMaya);
  });
});

describe("the word of a provider", () => {
  const voucher = () => ({ provider: "google", providerAccountId: randomUUID() });

  it("lets in who has a verified address", async () => {
    const email = newEmail();
    const user = await userOfVouched(voucher(), {
      email: email.toUpperCase(),
      email_verified: true,
      name: "A\u0000",
    });
    if (user === null || user === "unknown") throw new Error("nobody was let in");
    expect(await signedIn(user.id)).toMatchObject({ email, name: email.split("@")[0] });
  });

  it.each([{ email_verified: false }, { email_verified: "true" }, {}, { email_verified: true, email: null }])(
    "[S18] counts for nothing with %j",
    async (profile) => {
      expect(await userOfVouched(voucher(), { email: newEmail(), ...profile })).toBeNull();
    },
  );
});

describe("a session", () => {
  it("of the API names its user and shows no more of them than they know", async () => {
    const { asSam } = await castOfSite();
    const session = await startApiSession(asSam.id);
    const { sessionId } = await verifyAccessToken(session.accessToken, process.env.TOKEN_SECRET ?? "");
    expect(await viewerOf(sessionId)).toEqual({ ...asSam, sessionId });
    expect(session).toMatchObject({ expiresIn: 900, user: publicPerson(asSam) });
    expect(Object.keys(session.user)).toEqual(["id", "name", "email", "role", "businesses"]);
  });

  it("[S05] is nobody's once the user is deleted", async () => {
    const { id } = await startAsGuest({ name: "Gone" }, newAddress());
    const { id: sessionId } = await startSession(db(), id);
    await db().delete(users).where(eq(users.id, id));
    expect(await viewerOf(sessionId)).toBeNull();
    await expect(startApiSession(id)).rejects.toThrow();
    await expect(readChats(await viewerOf(sessionId), {})).rejects.toMatchObject({ code: "unauthorized" });
  });
});
