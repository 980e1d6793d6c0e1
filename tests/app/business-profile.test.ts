import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { and, desc, eq, sql } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, it, vi } from "vitest";
import { arrivalsFolder } from "@/app/attachments/storage";
import { sweepFiles } from "@/app/attachments/sweep";
import { readBusiness, readBusinesses } from "@/app/businesses/directory";
import { changeLogo, openLogo, putLogoBack, takeLogoDown } from "@/app/businesses/logo";
import { logoPicture } from "@/app/businesses/logo-file";
import { changeProfile } from "@/app/businesses/profile";
import type { Viewer } from "@/app/viewer";
import { auditEntries } from "@/db/audit-parts";
import { businessById } from "@/db/businesses";
import { logos } from "@/db/logo-parts";
import { businesses } from "@/db/schema";
import { suspendBusiness } from "@/db/suspending";
import {
  ABOUT_LENGTH_MAX,
  BUSINESS_NAME_LENGTH_MAX,
  CATEGORY_LENGTH_MAX,
  LOGO_BYTES_MAX,
  LOGO_SIDE_PX,
  TAGLINE_LENGTH_MAX,
} from "@/lib/profile";
import { FolderStorage } from "@/lib/server/files/folder-storage";
import { photo } from "../lib/server/files/samples";
import { form } from "../support/form";
import { castOfSite } from "../support/viewers";

type Cast = Awaited<ReturnType<typeof castOfSite>>;

/** A form with a picture in it, as a browser sends it. */
async function sent(bytes: Uint8Array, { field = "logo", name = "logo.png" } = {}) {
  const filled = new FormData();
  filled.set(field, new File([new Uint8Array(bytes)], name));
  const { headers, body } = new Response(filled);
  return { type: headers.get("content-type") ?? "", form: body ?? new Blob([]).stream() };
}

const upload = async (viewer: Viewer, { businessId }: Cast, bytes: Uint8Array) =>
  changeLogo(viewer, { businessId, ...(await sent(bytes)) });
const plain = (background: string) =>
  sharp({ create: { width: 40, height: 40, channels: 3, background } })
    .png()
    .toBuffer();
const shownOf = async ({ db, businessId }: Cast) => (await businessById(db, businessId))?.logoId ?? null;
const fileOf = ({ businessId }: Cast, id: string | null) =>
  path.join(process.env.DATA_DIR ?? "", "files", businessId, `${id}`, "original");
const told = async ({ db, businessId }: Cast) =>
  (
    await db
      .select({ detail: auditEntries.detail, by: auditEntries.actorName })
      .from(auditEntries)
      .where(and(eq(auditEntries.businessId, businessId), eq(auditEntries.kind, "business.profile-changed")))
      .orderBy(desc(auditEntries.id))
  ).map(({ detail }) => detail);

describe("what a business says of itself", () => {
  const texts = {
    name: "Harbor Roasters",
    category: "Coffee",
    tagline: "Beans.",
    about: "Since 1990.\r\nHere.",
  };

  it("is what its owner says, told in the audit trail where something changed", async () => {
    const cast = await castOfSite();
    const { asNora, businessId, db } = cast;
    const { slug = "", name } = (await businessById(db, businessId)) ?? {};
    const to = `/inbox/settings/profile?business=${slug}&done=saved`;
    expect(await changeProfile(asNora, form({ businessId, ...texts }))).toEqual({ to });
    expect(await readBusiness(null, { slug })).toMatchObject({
      ...texts,
      about: "Since 1990.\nHere.",
      logo: null,
    });
    expect(await told(cast)).toEqual([{ before: name, after: "Harbor Roasters" }]);
    await changeProfile(asNora, form({ businessId, ...texts }));
    expect(await told(cast)).toHaveLength(1);
    await changeProfile(asNora, form({ businessId, ...texts, tagline: "" }));
    expect(await told(cast)).toContainEqual({});
  });

  it("is as long as it may be, and one character past that is refused and changes nothing", async () => {
    const cast = await castOfSite();
    const { asNora, businessId, db } = cast;
    const longest = {
      name: "n".repeat(BUSINESS_NAME_LENGTH_MAX),
      category: "c".repeat(CATEGORY_LENGTH_MAX),
      tagline: "t".repeat(TAGLINE_LENGTH_MAX),
      about: "a\r\n"
        .repeat(ABOUT_LENGTH_MAX / 2)
        .slice(0, -2)
        .concat("b"),
    };
    await changeProfile(asNora, form({ businessId, ...longest }));
    const kept = await businessById(db, businessId);
    expect(kept).toMatchObject({ name: longest.name, tagline: longest.tagline });
    const wrong = [
      ...Object.entries(longest).map(([key, text]) => ({ [key]: `${text}x` })),
      { name: "  " },
      { name: "Harbor\u202eeeffoC" },
      { tagline: "two\nlines" },
      { about: "\u0000" },
    ];
    for (const each of wrong)
      await expect(changeProfile(asNora, form({ businessId, ...longest, ...each }))).rejects.toMatchObject({
        code: "bad-command",
      });
    expect(await businessById(db, businessId)).toEqual(kept);
  });
});

describe("[S10] whoever does not own a business", () => {
  it("changes nothing of it, and is told there is nothing", async () => {
    const [cast, elsewhere] = [await castOfSite(), await castOfSite()];
    const { businessId } = cast;
    await upload(cast.asNora, cast, await plain("red"));
    const before = [await businessById(cast.db, businessId), await told(cast)];
    const logoId = `${await shownOf(cast)}`;
    for (const viewer of [cast.asSam, cast.asMaya, cast.asGuest, elsewhere.asNora, elsewhere.asSam]) {
      const asked = [
        () => changeProfile(viewer, form({ businessId, name: "Ours", category: "", tagline: "", about: "" })),
        async () => upload(viewer, cast, await plain("blue")),
        () => takeLogoDown(viewer, form({ businessId })),
        () => putLogoBack(viewer, form({ businessId, logoId })),
      ];
      for (const each of asked) await expect(each()).rejects.toMatchObject({ code: "not-found" });
    }
    expect([await businessById(cast.db, businessId), await told(cast)]).toEqual(before);
    expect(fs.readdirSync(arrivalsFolder())).toEqual([]);
  });

  it("shows no logo of another's as theirs", async () => {
    const [cast, elsewhere] = [await castOfSite(), await castOfSite()];
    await upload(cast.asNora, cast, await plain("red"));
    const logoId = `${await shownOf(cast)}`;
    const asked = putLogoBack(elsewhere.asNora, form({ businessId: elsewhere.businessId, logoId }));
    await expect(asked).rejects.toMatchObject({ code: "not-found" });
    expect([await shownOf(cast), await shownOf(elsewhere)]).toEqual([logoId, null]);
  });
});

describe("a logo", () => {
  it("[S23] is the middle of the picture as a square, with nothing else that was in the file", async () => {
    const cast = await castOfSite();
    // Of the name that all tests give theirs there are more than a page.
    const name = `Harbor ${randomUUID().slice(0, 8)}`;
    await cast.db.update(businesses).set({ name }).where(eq(businesses.id, cast.businessId));
    const { to } = await upload(cast.asNora, cast, await photo());
    const { slug = "", logoId = null } = (await businessById(cast.db, cast.businessId)) ?? {};
    expect(to).toBe(`/inbox/settings/profile?business=${slug}&done=logo`);
    const picture = await openLogo(null, { id: logoId });
    const side = LOGO_SIDE_PX;
    const { exif, ...is } = await sharp(picture).metadata();
    expect([is, exif]).toMatchObject([{ format: "webp", width: side, height: side }, undefined]);
    expect(picture.includes("camera")).toBe(false);
    expect(await readBusiness(null, { slug })).toMatchObject({ logo: `/logos/${logoId}` });
    const { businesses: listed } = await readBusinesses(null, { q: name });
    expect(listed).toMatchObject([{ id: cast.businessId, logo: `/logos/${logoId}` }]);
    expect(await told(cast)).toEqual([{ way: "logo" }]);
    const ofCard = await logoPicture({ id: cast.businessId, logoId });
    expect(ofCard?.startsWith("data:image/png;base64,")).toBe(true);
  });

  it("that is brought again has the address it had, and another has another", async () => {
    const [cast, elsewhere] = [await castOfSite(), await castOfSite()];
    const [red, blue] = [await plain("red"), await plain("blue")];
    await upload(cast.asNora, cast, red);
    const first = await shownOf(cast);
    await upload(cast.asNora, cast, red);
    expect(await shownOf(cast)).toBe(first);
    expect(await told(cast)).toHaveLength(1);
    const { to } = await upload(cast.asNora, cast, blue);
    expect(to.endsWith(`&done=logo&before=${first}`)).toBe(true);
    expect(await shownOf(cast)).not.toBe(first);
    await upload(elsewhere.asNora, elsewhere, red);
    expect(await shownOf(elsewhere)).not.toBe(first);
  });

  it("is taken down and put back, and for an hour only", async () => {
    const cast = await castOfSite();
    const { asNora, businessId, db } = cast;
    await upload(asNora, cast, await plain("red"));
    const logoId = `${await shownOf(cast)}`;
    const { to } = await takeLogoDown(asNora, form({ businessId }));
    expect(to.endsWith(`&done=down&before=${logoId}`)).toBe(true);
    expect(await shownOf(cast)).toBeNull();
    // Pages that were drawn before still show it.
    expect((await openLogo(null, { id: logoId })).length).toBeGreaterThan(0);
    await putLogoBack(asNora, form({ businessId, logoId }));
    expect(await shownOf(cast)).toBe(logoId);
    await takeLogoDown(asNora, form({ businessId }));
    await db.update(logos).set({ leftAt: sql`now() - interval '61 minutes'` }).where(eq(logos.id, logoId));
    const late = putLogoBack(asNora, form({ businessId, logoId }));
    await expect(late).rejects.toMatchObject({ code: "not-found" });
    expect(await shownOf(cast)).toBeNull();
    expect(await told(cast)).toHaveLength(4);
  });

  it("[S22] is no drawing, page or text, whatever it is called", async () => {
    const cast = await castOfSite();
    const { asNora, businessId } = cast;
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
    for (const each of [svg, `<!doctype html>${svg}`, "GIF89a", "", "\x89PNG\r\n\x1a\nnothing"])
      await expect(upload(asNora, cast, Buffer.from(each, "latin1"))).rejects.toMatchObject({
        code: "bad-command",
      });
    const other = { businessId, ...(await sent(await plain("red"), { field: "picture" })) };
    await expect(changeLogo(asNora, other)).rejects.toMatchObject({ code: "bad-command" });
    for (const type of ["application/json", "multipart/form-data", "multipart/form-data; boundary=x"]) {
      const asked = changeLogo(asNora, { businessId, type, form: new Blob(["{}"]).stream() });
      await expect(asked).rejects.toMatchObject({ code: "bad-command" });
    }
    expect(await shownOf(cast)).toBeNull();
    expect(await cast.db.$count(logos, eq(logos.businessId, businessId))).toBe(0);
  });

  it("[S23] is as large as it may be, and one byte past that too large", async () => {
    const cast = await castOfSite();
    const red = await plain("red");
    // What stands behind a picture is nothing of it.
    await upload(cast.asNora, cast, Buffer.concat([red, Buffer.alloc(LOGO_BYTES_MAX - red.length)]));
    expect(await shownOf(cast)).not.toBeNull();
    for (const bytes of [LOGO_BYTES_MAX + 1, LOGO_BYTES_MAX * 2]) {
      const large = Buffer.concat([red, Buffer.alloc(bytes - red.length)]);
      await expect(upload(cast.asNora, cast, large)).rejects.toMatchObject({ code: "too-long" });
    }
    expect(fs.readdirSync(arrivalsFolder())).toEqual([]);
  });

  it("[F10] stays the one it was where there is no room for another", async () => {
    const cast = await castOfSite();
    await upload(cast.asNora, cast, await plain("red"));
    const before = await shownOf(cast);
    vi.spyOn(FolderStorage.prototype, "put").mockRejectedValueOnce(new Error("ENOSPC"));
    await expect(upload(cast.asNora, cast, await plain("blue"))).rejects.toThrow("ENOSPC");
    expect(await shownOf(cast)).toBe(before);
    await upload(cast.asNora, cast, await plain("blue"));
    expect(await shownOf(cast)).not.toBe(before);
  });

  it("is there for nobody while its business is suspended, and is no other id", async () => {
    const cast = await castOfSite();
    await upload(cast.asNora, cast, await plain("red"));
    const id = await shownOf(cast);
    expect((await openLogo(cast.asLeo, { id })).length).toBeGreaterThan(0);
    await suspendBusiness(cast.db, { id: cast.businessId, reason: "Fraud" });
    await expect(openLogo(null, { id })).rejects.toMatchObject({ code: "not-found" });
    await expect(openLogo(null, { id: randomUUID() })).rejects.toMatchObject({ code: "not-found" });
    for (const wrong of ["../secrets.json", `${id}/original`, ""])
      await expect(openLogo(null, { id: wrong })).rejects.toMatchObject({ code: "bad-command" });
  });
});

describe("the sweep", () => {
  // Later than those of other files, as it runs every ten minutes only.
  let nowMs = Date.now() + 60 * 60_000;
  const sweep = () => {
    nowMs += 11 * 60_000;
    return sweepFiles(nowMs);
  };
  const aged = ({ db, businessId }: Cast) =>
    db
      .update(logos)
      .set({ leftAt: sql`left_at - interval '25 hours'` })
      .where(eq(logos.businessId, businessId));

  it("removes the file of a logo that was replaced a day ago, and no other", async () => {
    const cast = await castOfSite();
    const shown: string[] = [];
    for (const background of ["red", "green", "blue"]) {
      await upload(cast.asNora, cast, await plain(background));
      shown.push(`${await shownOf(cast)}`);
      if (background === "green") await aged(cast);
    }
    await sweep();
    expect(shown.map((id) => fs.existsSync(fileOf(cast, id)))).toEqual([false, true, true]);
    await expect(openLogo(null, { id: shown[0] })).rejects.toMatchObject({ code: "not-found" });
    await aged(cast);
    await sweep();
    expect(shown.map((id) => fs.existsSync(fileOf(cast, id)))).toEqual([false, false, true]);
    expect(await cast.db.$count(logos, eq(logos.businessId, cast.businessId))).toBe(1);
  });

  it("finds again what it could not remove", async () => {
    const cast = await castOfSite();
    await upload(cast.asNora, cast, await plain("red"));
    const id = await shownOf(cast);
    await takeLogoDown(cast.asNora, form({ businessId: cast.businessId }));
    await aged(cast);
    vi.spyOn(console, "error").mockImplementation(() => {});
    const away = vi.spyOn(FolderStorage.prototype, "remove").mockRejectedValue(new Error("away"));
    await sweep();
    expect(await cast.db.$count(logos, eq(logos.businessId, cast.businessId))).toBe(1);
    away.mockRestore();
    await sweep();
    expect(await cast.db.$count(logos, eq(logos.businessId, cast.businessId))).toBe(0);
    expect(fs.existsSync(fileOf(cast, id))).toBe(false);
  });

  it("takes no picture that is brought again while it runs", async () => {
    const cast = await castOfSite();
    const red = await plain("red");
    await upload(cast.asNora, cast, red);
    const id = await shownOf(cast);
    await takeLogoDown(cast.asNora, form({ businessId: cast.businessId }));
    await aged(cast);
    const { remove } = FolderStorage.prototype;
    let again: Promise<unknown> | undefined;
    vi.spyOn(FolderStorage.prototype, "remove").mockImplementation(function (this: FolderStorage, key) {
      if (key.attachmentId === id) again ??= upload(cast.asNora, cast, red);
      return remove.call(this, key);
    });
    await sweep();
    await again;
    vi.restoreAllMocks();
    expect(await shownOf(cast)).toBe(id);
    expect(fs.existsSync(fileOf(cast, id))).toBe(true);
  });
});

it("goes with its business, which nothing keeps from being removed", async () => {
  const cast = await castOfSite();
  await upload(cast.asNora, cast, await plain("red"));
  await cast.db.delete(businesses).where(eq(businesses.id, cast.businessId));
  expect(await cast.db.$count(logos, eq(logos.businessId, cast.businessId))).toBe(0);
});
