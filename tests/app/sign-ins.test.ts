import { and, eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { refreshApiSession, startApiSession } from "@/app/account/api-session";
import { signInWithPassword } from "@/app/account/password";
import { registerPerson } from "@/app/account/register";
import { db } from "@/app/database";
import { doJobs } from "@/app/due/jobs";
import { dropSignInEvents } from "@/app/sign-ins/notice";
import { auditEntries } from "@/db/audit-parts";
import { jobs } from "@/db/job-parts";
import { REFRESHED_TWICE_WITHIN_MS } from "@/db/refresh-tokens";
import { users } from "@/db/schema";
import { startSession, type Whence } from "@/db/sessions";
import { noteFailure, noteSignIn, signInEventsOf } from "@/db/sign-in-events";
import { signInEvents } from "@/db/sign-in-parts";
import {
  FAILURES_TOGETHER_MS,
  FAILURES_TOLD_MIN,
  SIGN_IN_EVENTS_KEPT_MS,
  SIGN_IN_EVENTS_PER_PERSON_MAX,
} from "@/lib/sign-in-event";
import { dueAlone } from "../support/due-alone";
import { openMailServer, wordsOf } from "../support/mail-server";
import { castOfSite } from "../support/viewers";

const mails = await openMailServer();
process.env.SMTP_URL = mails.url;
process.env.MAIL_FROM = "ServiHub Chat <chat@example.com>";

afterAll(mails.close);
dueAlone();

const DAY_MS = 24 * 60 * 60_000;
const PASSWORD = "correct horse battery";
const atHome: Whence = { device: "Chrome · macOS", network: "192.0.2.0/24" };
const elsewhere: Whence = { device: "Firefox · Windows", network: "198.51.100.0/24" };

/** Maya, who has been there for a while. */
async function scene() {
  const cast = await castOfSite();
  const { id, email } = cast.asMaya;
  await db().update(users).set({ createdAt: sql`now() - interval '9 days'` }).where(eq(users.id, id));
  const signIn = async (from: Whence, now = new Date()) => {
    const { id: sessionId } = await startSession(db(), id, from);
    return { sessionId, noted: await noteSignIn(db(), { userId: id, sessionId, now }) };
  };
  return {
    ...{ id, signIn },
    noted: () => signInEventsOf(db(), id),
    mailed: () =>
      mails.mails.filter(({ to }) => to.includes(email ?? "")).map(({ source }) => wordsOf(source)),
    /** Beside that they signed in. */
    told: async () => {
      const rows = await db().select().from(auditEntries).where(eq(auditEntries.subjectId, id));
      return rows
        .filter(({ kind }) => kind !== "user.signed-in")
        .map(({ kind, detail }) => ({ kind, ...detail }));
    },
  };
}

const all = async (now = new Date()) => {
  while (await doJobs(now));
};

describe("[O12] a sign-in", () => {
  it("with a device not seen before is noted, told of by one mail, and known from then on", async () => {
    const { signIn, noted, mailed, told } = await scene();
    expect((await signIn(atHome)).noted).toBe("new-device");
    await all();
    const [letter, ...others] = mailed();
    expect(others).toEqual([]);
    for (const said of [
      "Chrome · macOS",
      "192.0.2.0/24",
      "/settings/security",
      "once for each kind of device",
    ])
      expect(letter).toContain(said);
    for (let n = 0; n < 3; n += 1) expect((await signIn(atHome)).noted).toBeNull();
    expect((await signIn(elsewhere)).noted).toBe("new-device");
    await all();
    await all(new Date(Date.now() + DAY_MS));
    expect(mailed()).toHaveLength(2);
    expect(await noted()).toMatchObject([
      { kind: "new-device", ...elsewhere },
      { kind: "new-device", ...atHome },
    ]);
    expect(await told()).toEqual([
      { kind: "user.sign-in-unusual", device: "Chrome · macOS", way: "new-device" },
      { kind: "user.sign-in-unusual", device: "Firefox · Windows", way: "new-device" },
    ]);
  });

  it("from another network is noted, and nobody is mailed of it", async () => {
    const { signIn, noted, mailed } = await scene();
    await signIn(atHome);
    expect((await signIn({ ...atHome, network: "203.0.113.0/24" })).noted).toBe("new-network");
    expect((await signIn({ ...atHome, network: "203.0.113.0/24" })).noted).toBeNull();
    await all();
    expect(mailed()).toHaveLength(1);
    expect((await noted()).map(({ kind }) => kind)).toEqual(["new-network", "new-device"]);
  });

  it("that says nothing of its device is new once, however many there are", async () => {
    const { signIn } = await scene();
    await signIn(atHome);
    const silent = { device: null, network: null };
    const many = await Promise.all(Array.from({ length: 4 }, () => signIn(silent)));
    expect(many.map(({ noted }) => noted).filter(Boolean)).toEqual(["new-device"]);
  });

  it("that comes twice at once is noted, and once: neither hides the other", async () => {
    const { signIn, noted, mailed } = await scene();
    await signIn(atHome);
    await Promise.all(Array.from({ length: 6 }, () => signIn(elsewhere)));
    expect(await noted()).toHaveLength(2);
    await Promise.all([all(), all()]);
    expect(mailed()).toHaveLength(2);
  });

  it("of a guest, or of whoever has just registered, is nothing special", async () => {
    const { asGuest } = await castOfSite();
    const email = `aiko.${crypto.randomUUID()}@example.com`;
    const { id } = await registerPerson(
      null,
      { name: "Aiko", email, password: PASSWORD },
      crypto.randomUUID(),
    );
    for (const userId of [asGuest.id, id]) {
      const { id: sessionId } = await startSession(db(), userId, elsewhere);
      expect(await noteSignIn(db(), { userId, sessionId, now: new Date() })).toBeNull();
    }
  });

  it("is somebody's own: another's device is new to Maya, and what she did is not shown to Leo", async () => {
    const [maya, leo] = [await scene(), await scene()];
    await leo.signIn(elsewhere);
    await maya.signIn(atHome);
    expect((await maya.signIn(elsewhere)).noted).toBe("new-device");
    expect((await leo.noted()).map(({ device }) => device)).toEqual([elsewhere.device]);
    const { sessionId } = await maya.signIn(atHome);
    expect(await noteSignIn(db(), { userId: leo.id, sessionId, now: new Date() })).toBeNull();
  });

  it("by the API is looked at as well", async () => {
    const { id, noted } = await scene();
    await startApiSession(id, { device: "curl", network: "192.0.2.0/24" });
    expect(await noted()).toMatchObject([{ kind: "new-device", device: "curl" }]);
  });
});

describe("[O12] what was unusual", () => {
  it("are five wrong passwords within the hour, counted together, and told once", async () => {
    const { id, noted, told } = await scene();
    const now = new Date();
    for (let n = 1; n < FAILURES_TOLD_MIN; n += 1) await noteFailure(db(), { userId: id, now });
    expect(await noted()).toEqual([]);
    await Promise.all(Array.from({ length: 3 }, () => noteFailure(db(), { userId: id, now })));
    expect(await noted()).toMatchObject([{ kind: "failures", count: FAILURES_TOLD_MIN + 2, device: null }]);
    const later = new Date(now.getTime() + FAILURES_TOGETHER_MS);
    await noteFailure(db(), { userId: id, now: later });
    expect(await noted()).toHaveLength(1);
    expect(await told()).toEqual([{ kind: "user.sign-ins-failed", count: FAILURES_TOLD_MIN }]);
  });

  it("is counted where a password is given, and not of addresses without an account", async () => {
    const email = `aiko.${crypto.randomUUID()}@example.com`;
    const { id } = await registerPerson(
      null,
      { name: "Aiko", email, password: PASSWORD },
      crypto.randomUUID(),
    );
    const before = await db().$count(signInEvents);
    for (const [who, password] of [
      [email, "not it"],
      [email, "nor this"],
      [`nobody.${email}`, "not it"],
      [email, PASSWORD],
    ])
      await signInWithPassword({ email: who, password }, crypto.randomUUID()).catch(() => {});
    const counted = () =>
      db()
        .select({ count: signInEvents.count })
        .from(signInEvents)
        .where(and(eq(signInEvents.userId, id), eq(signInEvents.kind, "failures")));
    await expect.poll(counted).toEqual([{ count: 2 }]);
    expect(await db().$count(signInEvents)).toBe(before + 1);
  });

  it("[S17] is a refresh token that comes again after it was used up, and where it came from", async () => {
    const { id, noted, told } = await scene();
    const { refreshToken } = await startApiSession(id, atHome);
    await refreshApiSession({ refreshToken });
    const later = new Date(Date.now() + REFRESHED_TWICE_WITHIN_MS + 1_000);
    await expect(refreshApiSession({ refreshToken }, later, elsewhere)).rejects.toMatchObject({
      code: "unauthorized",
    });
    expect(await noted()).toMatchObject([{ kind: "token-reused", ...elsewhere }, { kind: "new-device" }]);
    expect(await told()).toContainEqual({
      ...{ kind: "user.sign-in-unusual", device: elsewhere.device, way: "token-reused" },
    });
  });

  it("is kept for ninety days, after which its device is a new one and nothing of it is there", async () => {
    const { id, signIn, noted } = await scene();
    const { sessionId } = await signIn(atHome);
    await db().execute(sql`delete from sessions where id = ${sessionId}::uuid`);
    const nearly = new Date(Date.now() + SIGN_IN_EVENTS_KEPT_MS - DAY_MS);
    expect((await signIn(atHome, nearly)).noted).toBeNull();
    await db().execute(sql`delete from sessions where user_id = ${id}::uuid`);
    const after = new Date(Date.now() + SIGN_IN_EVENTS_KEPT_MS + DAY_MS);
    expect((await signIn(atHome, after)).noted).toBe("new-device");
    expect(await signInEventsOf(db(), id, after)).toHaveLength(1);
    while (await dropSignInEvents(after));
    expect(await noted()).toHaveLength(1);
    const { id: _, ...rest } = { ...(await noted())[0] };
    expect(rest).toMatchObject({ at: after.toISOString() });
  });

  it("is never more of a person than fifty: the oldest make way, and mails of theirs with them", async () => {
    const { id, signIn, noted } = await scene();
    for (let n = 0; n < SIGN_IN_EVENTS_PER_PERSON_MAX + 2; n += 1)
      await signIn({ device: `Device ${n}`, network: null }, new Date(Date.now() + n));
    const devices = (await noted()).map(({ device }) => device);
    expect(devices).toHaveLength(SIGN_IN_EVENTS_PER_PERSON_MAX);
    expect(devices[0]).toBe(`Device ${SIGN_IN_EVENTS_PER_PERSON_MAX + 1}`);
    expect(devices).not.toContain("Device 1");
    expect(await db().$count(jobs, eq(jobs.userId, id))).toBe(SIGN_IN_EVENTS_PER_PERSON_MAX);
  });
});
