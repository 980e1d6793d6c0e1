import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod/mini";
import { draftAt, keepDraft } from "@/db/drafts";
import { ATTACHMENT_BYTES_MAX } from "@/lib/attachment-limits";
import { DRAFT_LENGTH_MAX } from "@/lib/kept-draft";
import { storableText } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { arrival } from "@/lib/server/files/arrival";
import { FormHead, formOf } from "@/lib/server/form-head";
import { typedBody } from "@/lib/typed-body";
import { arrivalsFolder } from "../attachments/storage";
import { takeFile } from "../attachments/upload";
import { conversationAccessFor, uuid } from "../conversation/access";
import { postMessage } from "../conversation/post";
import { db } from "../database";
import { toRefusal } from "../failure";
import { parse } from "../operation";
import { limits } from "../redis";
import type { Viewer } from "../viewer";
import { derivedId } from "./derived-id";

/** What there is of a form beside its file: the longest text, in whatever script, and what frames it. */
const HEAD_BYTES_MAX = 128 * 1024;
const LIMITS = {
  bytesMax: ATTACHMENT_BYTES_MAX + HEAD_BYTES_MAX,
  withinMs: 225_000,
  /** A phone in a tunnel is given this long. */
  stallMs: 30_000,
};
/** A form that is sent twice at once waits for its other half. */
const UNDER_WAY_LOOKS_MAX = 40;
const UNDER_WAY_PAUSE_MS = 250;

const fields = z.object({ form: uuid, body: storableText, file: z.optional(z.instanceof(File)) });

interface Sent {
  conversationId: string;
  request: { headers: Headers; body: ReadableStream<Uint8Array> | null };
}

/**
 * What a customer sends from a page without scripts: words, a file or both, by the same road as all other messages. They
 * are led back to the page; where it was refused it says so, and has what they wrote.
 */
export async function said(viewer: Viewer | null, { request, ...asked }: Sent): Promise<Response> {
  const { conversationId } = parse(z.object({ conversationId: uuid }), asked);
  if (!viewer) return toSignIn(request, `/plain/${conversationId}`);
  limits().useHere("action", viewer.id);
  const { role } = await conversationAccessFor("message:send")(viewer, { conversationId });
  if (role !== "customer") throw new Refusal("not-found");
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("multipart/form-data") || !request.body) throw new Refusal("bad-command");
  const place = { userId: viewer.id, conversationId, mode: "reply" } as const;
  const head = new FormHead(type, HEAD_BYTES_MAX);
  try {
    await arrival(head.through(request.body), arrivalsFolder(), LIMITS, async (bytes) =>
      send(viewer, conversationId, await formOf(bytes, type)),
    );
  } catch (error) {
    const { code } = await toRefusal("a form", error, viewer.id);
    const typed = await head.fields();
    await keep(place, words(typed.get("body")));
    // The same form again: where the answer alone was lost, its words are there already.
    const { data: form } = uuid.safeParse(typed.get("form"));
    return ledTo(`/plain/${conversationId}?problem=${code}${form ? `&form=${form}` : ""}#write`);
  }
  // It is sent: what is left of it harms nobody.
  await keep(place, "").catch((error: unknown) => toRefusal("a draft", error, viewer.id));
  return ledTo(`/plain/${conversationId}#latest`);
}

async function send(viewer: Viewer, conversationId: string, form: FormData): Promise<void> {
  const given = parse(fields, {
    form: form.get("form"),
    body: words(form.get("body")),
    file: fileIn(form.get("file")),
  });
  const body = typedBody(given.body);
  const from = [viewer.id, given.form, body];
  const fileId = given.file && (await taken(viewer, { conversationId, file: given.file, from }));
  await postMessage(viewer, {
    ...{ conversationId, body, id: derivedId(...from, fileId ?? "") },
    ...(fileId && { attachmentIds: [fileId] }),
  });
}

/** Takes the file of a form in, once, however often the form is sent; gives back its id. */
async function taken(
  viewer: Viewer,
  { conversationId, file, from }: { conversationId: string; file: File; from: string[] },
): Promise<string> {
  await limits().use("upload", viewer.id);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const id = derivedId(...from, file.name, bytes);
  const described = { conversationId, id, name: file.name, mediaType: file.type };
  for (let look = 1; ; look += 1) {
    try {
      await takeFile(bytes, described, viewer.id);
      return id;
    } catch (error) {
      const isUnderWay = error instanceof Refusal && error.code === "busy";
      if (!isUnderWay || look === UNDER_WAY_LOOKS_MAX) throw error;
      await pause(UNDER_WAY_PAUSE_MS);
    }
  }
}

/** What is left to send, for the page they are led back to. */
async function keep(place: Parameters<typeof draftAt>[1], text: string): Promise<void> {
  const { body: before, rev } = await draftAt(db(), place);
  const body = text.slice(0, DRAFT_LENGTH_MAX).toWellFormed();
  if (body !== before && storableText.safeParse(body).success) await keepDraft(db(), { ...place, body, rev });
}

/** Forms send the ends of lines as they were on typewriters. */
function words(field: FormDataEntryValue | null): string {
  return typeof field === "string" ? field.replaceAll("\r\n", "\n") : "";
}

/** A field in which nothing was chosen sends an empty file without a name. */
function fileIn(field: FormDataEntryValue | null): File | undefined {
  return field instanceof File && (field.size > 0 || field.name !== "") ? field : undefined;
}

/** Somebody in front of a page is led there, and a program told. */
function toSignIn({ headers }: Sent["request"], next: string): Response {
  if (!headers.get("accept")?.includes("text/html")) throw new Refusal("unauthorized");
  return ledTo(`/sign-in?next=${encodeURIComponent(next)}`);
}

function ledTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "private, no-store" } });
}
