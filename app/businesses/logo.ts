import { z } from "zod/mini";
import { keepLogo, logoById, showLogo } from "@/db/logos";
import { LOGO_BYTES_MAX } from "@/lib/profile";
import { Refusal } from "@/lib/refusal";
import { arrival } from "@/lib/server/files/arrival";
import { preparedLogo } from "@/lib/server/files/preparation";
import { formOf } from "@/lib/server/form-head";
import { ownForm } from "../account/own-form";
import { arrivalsFolder, fileStorage } from "../attachments/storage";
import { audited } from "../audited";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { ownersOnly } from "../inbox/access";
import { openOperation, operation } from "../operation";
import { derivedId } from "../plain/derived-id";
import type { Viewer } from "../viewer";
import { logoFile } from "./logo-file";

/** What there is of a form beside its file. */
const HEAD_BYTES_MAX = 16 * 1024;
const LIMITS = {
  bytesMax: LOGO_BYTES_MAX + HEAD_BYTES_MAX,
  withinMs: 120_000,
  /** A phone in a tunnel is given this long. */
  stallMs: 30_000,
};

/** The picture in a form becomes the logo of a business, drawn anew as a square; and where that leads. */
export const changeLogo = operation({
  input: z.strictObject({
    businessId: uuid,
    type: z.string(),
    form: z.instanceof(ReadableStream<Uint8Array>),
  }),
  limit: "upload",
  permit: ownersOnly,
  run: async ({ viewer, input: { businessId, type, form }, grant: { businessSlug } }) => {
    if (!type.startsWith("multipart/form-data")) throw new Refusal("bad-command");
    const picture = await arrival(form, arrivalsFolder(), LIMITS, async (bytes) =>
      preparedLogo(await pictureIn(bytes, type)),
    );
    const logo = { id: derivedId(businessId, picture), businessId };
    await keepLogo(db(), logo);
    await fileStorage().put(logoFile(logo), picture);
    const before = await show(viewer, { businessId, logoId: logo.id });
    const isOther = before !== null && before !== logo.id;
    return ledTo(businessSlug, isOther ? `logo&before=${before}` : "logo");
  },
});

export const takeLogoDown = operation({
  input: z.pipe(ownForm("businessId"), z.object({ businessId: uuid })),
  limit: "action",
  permit: ownersOnly,
  run: async ({ viewer, input: { businessId }, grant: { businessSlug } }) => {
    const before = await show(viewer, { businessId, logoId: null });
    return ledTo(businessSlug, before === null ? "down" : `down&before=${before}`);
  },
});

/** Takes back that it was taken down, or replaced, as long as it is not too long ago: then it is `not-found`. */
export const putLogoBack = operation({
  input: z.pipe(ownForm("businessId", "logoId"), z.object({ businessId: uuid, logoId: uuid })),
  limit: "action",
  permit: ownersOnly,
  run: async ({ viewer, input, grant: { businessSlug } }) => {
    await show(viewer, input);
    return ledTo(businessSlug, "back");
  },
});

/** A logo of a business that is open, for anybody. */
export const openLogo = openOperation({
  input: z.strictObject({ id: uuid }),
  run: async ({ input: { id } }) => {
    const logo = await logoById(db(), id);
    if (!logo) throw new Refusal("not-found");
    return fileStorage().get(logoFile(logo));
  },
});

/** Gives back which one was shown before. */
async function show(viewer: Viewer, asked: { businessId: string; logoId: string | null }) {
  const { businessId, logoId } = asked;
  const shown = await audited(
    viewer,
    (tx) => showLogo(tx, asked),
    (done) =>
      done === null || done.before === logoId
        ? null
        : { kind: "business.profile-changed", businessId, subjectId: businessId, detail: { way: "logo" } },
  );
  if (!shown) throw new Refusal("not-found");
  return shown.before;
}

async function pictureIn(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Uint8Array> {
  const form = await formOf(bytes, type).catch((cause: unknown) => {
    throw new Refusal("bad-command", { cause });
  });
  const file = form.get("logo");
  if (!(file instanceof File) || file.size === 0) throw new Refusal("bad-command");
  if (file.size > LOGO_BYTES_MAX) throw new Refusal("too-long");
  return new Uint8Array(await file.arrayBuffer());
}

function ledTo(slug: string, done: string) {
  return { to: `/inbox/settings/profile?business=${slug}&done=${done}` };
}
