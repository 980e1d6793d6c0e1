import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { changePassword } from "@/app/account/change-password";
import { askForAddress, confirmAddress } from "@/app/account/email";
import { askForPassword, forgottenOf, setForgotten } from "@/app/account/forgotten";
import { signInWithPassword } from "@/app/account/password";
import { changeName } from "@/app/account/profile";
import { SIGNED_IN_WITHIN_MS } from "@/app/account/proof";
import { registerPerson } from "@/app/account/register";
import { endOtherSignIns, endSignIn } from "@/app/account/sign-ins";
import { chooseTimeZone, rememberTimeZone } from "@/app/account/time-zone";
import { giveTicket } from "@/app/conversation/tickets";
import { db } from "@/app/database";
import { chooseNotifications } from "@/app/notifications/settings";
import { type Viewer, viewerOf } from "@/app/viewer";
import { auditEntries } from "@/db/audit-parts";
import { users } from "@/db/schema";
import { sessions } from "@/db/session-parts";
import { startSession } from "@/db/sessions";
import { signInsOf } from "@/db/sign-ins";
import { notificationSettingsOf } from "@/db/users";
import { sealAddress, sealForgotten } from "@/lib/server/account-token";
import { env } from "@/lib/server/env";
import { hashPassword } from "@/lib/server/password";
import { policies } from "@/lib/server/rate-limit";
import { form } from "../support/form";
import { wordsOf } from "../support/mail-server";
import { type Heard, opened } from "../support/room-visitor";
import { castOfSite, signedIn } from "../support/viewers";
import { server } from "./notifications/post";

/** What is done once it was answered. */
const later: { works: (() => Promise<unknown>)[] } = vi.hoisted(() => ({ works: [] }));
const address = vi.hoisted(() => ({ of: "198.51.100.7" }));
vi.mock("next/headers", () => ({
  cookies: async () => new Map(),
  headers: async () => new Headers({ "x-forwarded-for": address.of }),
}));
vi.mock("next/server", () => ({
  connection: async () => {},
  after: (work: () => Promise<unknown>) => void later.works.push(work),
}));

process.env.ROOMS_PUBLIC_URL = process.env.ROOMS_URL?.replace("http", "ws");

afterAll(server.close);
beforeEach(() => {
  server.mails.length = 0;
  server.refuse();
  address.of = `198.51.100.${Math.floor(Math.random() * 250)}`;
});

const OLD = "correct horse battery";
const NEW = "a staple is not a horse";
const newEmail = () => `vera.${randomUUID()}@example.com`;

/** Vera with an account of her own, signed in twice. */
async function vera() {
  const email = newEmail();
  const { id } = await registerPerson(null, { name: "Vera", email, password: OLD }, randomUUID());
  return { id, email, here: await signedIn(id), elsewhere: await signedIn(id) };
}

const doLater = () => Promise.all(later.works.splice(0).map((work) => work()));
const signIn = (email: string, password: string) => signInWithPassword({ email, password }, randomUUID());
const isIn = async ({ sessionId }: Viewer) => (await viewerOf(sessionId)) !== null;
/** What the trail says of somebody, but for how they came in. */
const audited = async (userId: string) =>
  (await db().select().from(auditEntries).where(eq(auditEntries.subjectId, userId)))
    .map(({ kind }) => kind)
    .filter((kind) => !["user.registered", "user.signed-in"].includes(kind));
const mailTo = (email: string) =>
  wordsOf(server.mails.findLast(({ to }) => to.includes(email))?.source ?? "");

describe("a password", () => {
  it("[S05] that is changed ends every other sign-in, and its sockets within 5 s", async () => {
    const { asMaya, conversationId, db } = await castOfSite();
    const passwordHash = await hashPassword(OLD);
    await db.update(users).set({ passwordHash }).where(eq(users.id, asMaya.id));
    const elsewhere = await signedIn(asMaya.id);
    const { url, token } = await giveTicket(elsewhere, { conversationId });
    const socket = await opened<Heard>(new URL(`${url}?token=${token}`));
    await socket.hears("welcome");
    await changePassword(asMaya, form({ oldPassword: OLD, password: NEW }));
    await expect.poll(() => socket.socket.readyState >= socket.socket.CLOSING, { timeout: 5_000 }).toBe(true);
    expect([await isIn(asMaya), await isIn(elsewhere)]).toEqual([true, false]);
    await expect(signIn(asMaya.email ?? "", OLD)).rejects.toMatchObject({ code: "unauthorized" });
    expect(await signIn(asMaya.email ?? "", NEW)).toEqual({ id: asMaya.id });
    expect(await audited(asMaya.id)).toEqual(["user.password-changed"]);
  });

  it("stays as it is for whoever does not know it, and is too short for nobody", async () => {
    const { id, email, here, elsewhere } = await vera();
    const refusals: [Record<string, string>, string][] = [
      [{ oldPassword: "not it", password: NEW }, "unauthorized"],
      [{ password: NEW }, "unauthorized"],
      [{ oldPassword: "", password: NEW }, "bad-command"],
      [{ oldPassword: OLD, password: "short" }, "bad-command"],
      [{ oldPassword: OLD, password: "p".repeat(201) }, "bad-command"],
    ];
    for (const [fields, code] of refusals)
      await expect(changePassword(here, form(fields))).rejects.toMatchObject({ code });
    expect(await signIn(email, OLD)).toEqual({ id });
    expect([await isIn(here), await isIn(elsewhere), await audited(id)]).toEqual([true, true, []]);
  });

  it("[S19] cannot be guessed there any more often than at the door", async () => {
    const { email, here } = await vera();
    const { uses } = policies["sign-in:account"];
    const guesses = Array.from({ length: uses }, () =>
      changePassword(here, form({ oldPassword: "not it", password: NEW })),
    );
    for (const each of await Promise.allSettled(guesses))
      expect(each).toMatchObject({ reason: { code: "unauthorized" } });
    const right = form({ oldPassword: OLD, password: NEW });
    await expect(changePassword(here, right)).rejects.toMatchObject({ code: "too-many" });
    await expect(signIn(email, OLD)).rejects.toMatchObject({ code: "too-many" });
  });

  it("is set by who came by another site, once they signed in lately; guests have none", async () => {
    const { asMaya, asGuest, db } = await castOfSite();
    const set = () => changePassword(asMaya, form({ password: NEW }));
    const began = new Date(Date.now() - SIGNED_IN_WITHIN_MS - 1_000);
    await db.update(sessions).set({ createdAt: began }).where(eq(sessions.id, asMaya.sessionId));
    await expect(set()).rejects.toMatchObject({ code: "unauthorized" });
    await db.update(sessions).set({ createdAt: new Date() }).where(eq(sessions.id, asMaya.sessionId));
    await set();
    expect(await signIn(asMaya.email ?? "", NEW)).toEqual({ id: asMaya.id });
    await expect(changePassword(asGuest, form({ password: NEW }))).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("a forgotten password", () => {
  const ask = async (email: string) => {
    const answer = await askForPassword(null, form({ email }));
    await doLater();
    return answer;
  };
  const tokenTo = (email: string) => /\/forgotten\/([\w.-]+)/.exec(mailTo(email))?.[1] ?? "";

  it("[S05] is set anew by the mail, once, and ends every sign-in", async () => {
    const { id, email, here, elsewhere } = await vera();
    await ask(email.toUpperCase());
    const token = tokenTo(email);
    expect((await forgottenOf(token)).userId).toBe(id);
    await setForgotten(null, form({ token, password: NEW }));
    expect([await isIn(here), await isIn(elsewhere)]).toEqual([false, false]);
    expect(await signIn(email, NEW)).toEqual({ id });
    await expect(setForgotten(null, form({ token, password: OLD }))).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await signIn(email, NEW)).toEqual({ id });
  });

  it("[S19] is answered alike whether there is an account or none, before anybody looked", async () => {
    const { email } = await vera();
    const nobody = newEmail();
    const answers = [
      await askForPassword(null, form({ email })),
      await askForPassword(null, form({ email: nobody })),
    ];
    expect([answers[0], later.works.length, server.mails]).toEqual([answers[1], 2, []]);
    await doLater();
    expect([mailTo(email) === "", mailTo(nobody)]).toEqual([false, ""]);
  });

  it("is not set by what is none of ours, nor once the address is another's or the password was changed", async () => {
    const { id, email, here } = await vera();
    await ask(email);
    const token = tokenTo(email);
    const forged = await sealForgotten({ userId: id, email, mark: "none" }, env().TOKEN_SECRET);
    const ofAddress = await sealAddress({ userId: id, from: email, email }, env().TOKEN_SECRET);
    for (const tried of ["", "x.y", `${token}A`, forged, ofAddress])
      await expect(setForgotten(null, form({ token: tried, password: NEW }))).rejects.toMatchObject({
        code: "not-found",
      });
    await db().update(users).set({ email: newEmail() }).where(eq(users.id, id));
    await expect(forgottenOf(token)).rejects.toMatchObject({ code: "not-found" });
    await db().update(users).set({ email }).where(eq(users.id, id));
    await changePassword(here, form({ oldPassword: OLD, password: NEW }));
    await expect(forgottenOf(token)).rejects.toMatchObject({ code: "not-found" });
  });

  it("[S07] is mailed to one address so often at most", async () => {
    const { email } = await vera();
    for (let n = 0; n < policies["account-mail:address"].uses; n++) await ask(email);
    await expect(ask(email)).rejects.toMatchObject({ code: "too-many" });
  });
});

describe("an e-mail address", () => {
  const tokenTo = (email: string) => /\/new-address\/([\w.-]+)/.exec(mailTo(email))?.[1] ?? "";

  it("is another once whoever reads there said so, and the one before is told", async () => {
    const { id, email, here } = await vera();
    const wish = newEmail();
    await askForAddress(here, form({ email: ` ${wish.toUpperCase()}`, password: OLD }));
    expect(await signIn(email, OLD)).toEqual({ id });
    const token = tokenTo(wish);
    await confirmAddress(null, form({ token }));
    expect(await signIn(wish, OLD)).toEqual({ id });
    await expect(signIn(email, OLD)).rejects.toMatchObject({ code: "unauthorized" });
    expect(mailTo(email)).toContain("was changed");
    expect(mailTo(email)).not.toContain(wish);
    await expect(confirmAddress(null, form({ token }))).rejects.toMatchObject({ code: "not-found" });
    expect(await audited(id)).toEqual(["user.profile-changed"]);
  });

  it("[S19] is asked for alike whether it is taken or not, and stays with whom it is", async () => {
    const [one, other] = [await vera(), await vera()];
    const free = await askForAddress(one.here, form({ email: newEmail(), password: OLD }));
    const taken = await askForAddress(one.here, form({ email: other.email, password: OLD }));
    expect(taken).toEqual(free);
    const token = tokenTo(other.email);
    await expect(confirmAddress(null, form({ token }))).rejects.toMatchObject({ code: "conflict" });
    expect(await signIn(other.email, OLD)).toEqual({ id: other.id });
  });

  it("is changed by nobody without the password, nor to the same, nor for guests", async () => {
    const { email, here } = await vera();
    const { asGuest } = await castOfSite();
    const wish = newEmail();
    const refusals: [Viewer, Record<string, string>, string][] = [
      [here, { email: wish, password: "not it" }, "unauthorized"],
      [here, { email: wish }, "unauthorized"],
      [here, { email, password: OLD }, "conflict"],
      [here, { email: "vera", password: OLD }, "bad-command"],
      [asGuest, { email: wish }, "forbidden"],
    ];
    for (const [who, fields, code] of refusals)
      await expect(askForAddress(who, form(fields))).rejects.toMatchObject({ code });
    expect(server.mails.filter(({ to }) => to.includes(wish))).toEqual([]);
  });
});

describe("a name", () => {
  it("is another from now on, and one that can be seen", async () => {
    const { id, here } = await vera();
    await changeName(here, form({ name: " Vera Lund " }));
    expect(await signedIn(id)).toMatchObject({ name: "Vera Lund" });
    for (const name of ["", "  ", "x".repeat(61), "Vera\u202e"])
      await expect(changeName(here, form({ name }))).rejects.toMatchObject({ code: "bad-command" });
    expect(await audited(id)).toEqual(["user.profile-changed"]);
  });
});

describe("a clock", () => {
  it("is the one that was chosen, wherever the browser says that it is, until that is to be asked again", async () => {
    const { id, here } = await vera();
    const clock = async () => (await notificationSettingsOf(db(), id)).timeZone;
    await rememberTimeZone(here, { timeZone: "Asia/Tokyo", locale: "en" });
    expect((await chooseTimeZone(here, form({ timeZone: "Europe/Lisbon" }))).to).toContain("done=clock");
    await rememberTimeZone(here, { timeZone: "Asia/Kolkata", locale: "en" });
    await chooseNotifications(here, form({ isMailed: "on" }));
    expect(await clock()).toBe("Europe/Lisbon");
    for (const timeZone of ["Mars/Olympus", "+02:00", "Europe/Berlin\u0000", "x".repeat(65)])
      await expect(chooseTimeZone(here, form({ timeZone }))).rejects.toMatchObject({ code: "bad-command" });
    await expect(chooseTimeZone(here, form({}))).rejects.toMatchObject({ code: "bad-command" });
    await chooseTimeZone(here, form({ timeZone: "" }));
    expect(await clock()).toBe("Asia/Kolkata");
  });
});

describe("sign-ins", () => {
  it("are told with where they began, and by nobody but whose they are", async () => {
    const { id, here } = await vera();
    const from = { device: "Firefox · Linux", network: "203.0.113.0/24" };
    const { id: third } = await startSession(db(), id, from);
    const told = await signInsOf(db(), id);
    expect(told).toHaveLength(3);
    expect(told.find((each) => each.id === third)).toMatchObject({ ...from, businessName: null });
    expect(await signInsOf(db(), (await vera()).id)).toHaveLength(2);
    await endSignIn(here, form({ id: third }));
    expect((await signInsOf(db(), id)).map((each) => each.id)).not.toContain(third);
  });

  it("[S05] [S10] are ended one by one or all but one, by whose they are alone", async () => {
    const { id, here, elsewhere } = await vera();
    const stranger = await vera();
    await expect(endSignIn(stranger.here, form({ id: here.sessionId }))).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await isIn(here)).toBe(true);
    const third = await signedIn(id);
    expect(await endSignIn(here, form({ id: elsewhere.sessionId }))).toEqual({
      to: "/settings/security?done=ended#sign-ins",
    });
    expect([await isIn(here), await isIn(elsewhere), await isIn(third)]).toEqual([true, false, true]);
    await endOtherSignIns(here, form({ isMeant: "yes" }));
    expect([await isIn(here), await isIn(third)]).toEqual([true, false]);
    expect(await endSignIn(here, form({ id: here.sessionId }))).toEqual({ to: "/" });
    expect(await isIn(here)).toBe(false);
    const told = await db()
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, id), eq(auditEntries.kind, "user.sign-ins-ended")));
    expect(told).toHaveLength(3);
  });
});
