import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { postMessage } from "@/app/conversation/post";
import { blockCustomer } from "@/app/inbox/blocks";
import { saveCustomerNote, setCustomerTag } from "@/app/inbox/customer";
import { saveDraft } from "@/app/inbox/drafts";
import { sendLater } from "@/app/inbox/later";
import { saveReply } from "@/app/inbox/saved-replies";
import { keepView } from "@/app/inbox/saved-views";
import { createTag } from "@/app/inbox/tags";
import { changeWork } from "@/app/inbox/work";
import { businessById } from "@/db/businesses";
import { attachments } from "@/db/conversation-parts";
import { EVERYTHING_OPEN } from "@/lib/inbox-view";
import { feedId } from "@/lib/protocol/feed";
import { notesIdOf } from "@/lib/work";
import { operations, own } from "../support/operations";
import { type RoomVisitor, visit, visitFeed } from "../support/room-visitor";
import { castOfSite } from "../support/viewers";

process.env.ROOMS_PUBLIC_URL = "ws://rooms.example";

/** What is around the words that are looked for: what could break out of whatever tells of it, too. */
const around = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }).filter((text) => !/[\p{Cs}\p{Cc}]/u.test(text)),
  fc.constantFrom("", "</script><b>", '"}],', "https://example.com/", "@Maya ", "coffee ", "\n\n> "),
);

/** What a business does about a conversation that is none of its customer's business. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant("note" as const),
      ...{ around, isNaming: fc.boolean(), hasFile: fc.boolean(), isAnswer: fc.boolean() },
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constantFrom("edit" as const, "react" as const, "branch" as const, "delete" as const),
      ...{ around, nth: fc.nat(5), isBroughtBack: fc.boolean() },
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant("work" as const),
      wish: fc.constantFrom("assign" as const, "urgent" as const, "complete" as const, "open" as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constantFrom(
        ...(["tag", "customer's note", "block", "draft", "later", "view", "saved reply"] as const),
      ),
      around,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constantFrom("close" as const, "promise" as const, "answer" as const) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

type Cast = Awaited<ReturnType<typeof castOfSite>>;
type Visitor = Pick<RoomVisitor<{ type: string }>, "heard" | "send">;

/** Plays what a business does, and keeps each word and each id that only it may know. */
class Backroom {
  readonly notesId: string;
  /** In all that is said there, and nowhere else. */
  readonly words: string[] = [];
  readonly ids: string[] = [];
  readonly #noteIds: string[] = [];
  #customerRev = 0;

  constructor(
    readonly cast: Cast,
    readonly notes: Visitor,
    readonly room: Visitor,
  ) {
    this.notesId = notesIdOf(cast.conversationId);
    this.ids.push(this.notesId);
  }

  async play(step: Step): Promise<void> {
    const { cast } = this;
    const { conversationId, businessId, asSam, asNora, ines, nora } = cast;
    switch (step.does) {
      case "note":
        return this.#note(step);
      case "edit":
      case "delete":
      case "react":
      case "branch":
        return this.#change(step);
      case "work": {
        const wishes = {
          ...{ assign: { assigneeId: ines.userId }, urgent: { priority: 3 } },
          ...{ complete: { status: "completed" }, open: { status: "open" } },
        } as const;
        await changeWork(asSam, { conversationIds: [conversationId], wish: wishes[step.wish] });
        return;
      }
      case "tag": {
        const name = this.#secret("").slice(0, 20);
        const { id } = await createTag(asNora, { businessId, name, color: "moss" });
        this.ids.push(id);
        await changeWork(asSam, { conversationIds: [conversationId], wish: { tag: { id, on: true } } });
        await setCustomerTag(asSam, { conversationId, tagId: id, on: true });
        return;
      }
      case "customer's note": {
        const asked = { conversationId, text: this.#secret(step.around), rev: this.#customerRev };
        this.#customerRev = (await saveCustomerNote(asSam, asked)).rev;
        return;
      }
      case "block": {
        const until = new Date(Date.now() + 3_600_000).toISOString();
        const block = { until, reason: this.#secret("") };
        await blockCustomer(asSam, { conversationId, block });
        await blockCustomer(asSam, { conversationId, block: null });
        return;
      }
      case "draft":
        for (const mode of ["reply", "note"] as const)
          await saveDraft(asSam, { conversationId, mode, body: this.#secret(step.around), rev: 0 });
        return;
      case "later": {
        const sendAt = new Date(Date.now() + 24 * 3_600_000).toISOString();
        const plan = { conversationId, id: this.#id(), sendAt, basedOnSeq: 1 };
        await sendLater(asSam, { ...plan, body: this.#secret(step.around) });
        return;
      }
      case "view":
        await keepView(asSam, { businessId, id: this.#id(), name: this.#secret(""), view: EVERYTHING_OPEN });
        return;
      case "saved reply": {
        const id = this.#id();
        await saveReply(asNora, { businessId, id, shortcut: `s-${id.slice(0, 8)}`, body: this.#secret("") });
        return;
      }
      case "close":
        return this.#ask(this.room, { type: "closing:propose", id: randomUUID() });
      case "promise": {
        const dueAt = new Date(Date.now() + 3_600_000).toISOString();
        return this.#ask(this.room, { type: "promise:make", id: randomUUID(), text: "Call", dueAt });
      }
      case "answer":
        await postMessage(asNora, { conversationId, body: `Says ${nora.name}` });
    }
  }

  async #note({ around, isNaming, hasFile, isAnswer }: Extract<Step, { does: "note" }>): Promise<void> {
    const { db, sam, ines } = this.cast;
    const id = this.#id();
    const replyTo = isAnswer ? this.#noteIds.at(-1) : undefined;
    const fileId = hasFile ? this.#id() : undefined;
    if (fileId)
      await db.insert(attachments).values({
        ...{ id: fileId, conversationId: this.notesId, uploaderId: sam.userId, state: "ready" },
        ...{ name: `${this.#secret("")}.pdf`, mediaType: "application/pdf", bytes: 1 },
      });
    await this.#ask(this.notes, {
      ...{ type: "message:send", id, body: this.#secret(around) },
      ...(isNaming && { mentionIds: [ines.userId] }),
      ...(replyTo && { replyTo }),
      ...(fileId && { attachmentIds: [fileId] }),
    });
    this.#noteIds.push(id);
  }

  async #change({ does, nth, around, isBroughtBack }: Extract<Step, { nth: number }>): Promise<void> {
    const id = this.#noteIds[nth % Math.max(1, this.#noteIds.length)];
    if (!id) return;
    switch (does) {
      case "edit":
        return this.#ask(this.notes, { type: "message:edit", id, body: this.#secret(around) });
      case "react":
        return this.#ask(this.notes, { type: "message:react", id, emoji: "👀", on: isBroughtBack });
      case "branch": {
        const asked = { id: this.#id(), messageId: id, title: this.#secret("") };
        return this.#ask(this.notes, { type: "thread:create", ...asked });
      }
      case "delete":
        await this.#ask(this.notes, { type: "message:delete", id });
        if (isBroughtBack) await this.#ask(this.notes, { type: "message:restore", id });
    }
  }

  #secret(around: string): string {
    const word = `zz${randomUUID().slice(0, 8)}`;
    this.words.push(word);
    return `${word} ${around}`.trim();
  }

  #id(): string {
    const id = randomUUID();
    this.ids.push(id);
    return id;
  }

  /** What was asked before is answered before a pong is. */
  async #ask(visitor: Visitor, frame: object): Promise<void> {
    visitor.send(frame);
    const count = visitor.heard.filter(({ type }) => type === "pong").length;
    visitor.send({ type: "ping" });
    await expect.poll(() => visitor.heard.filter(({ type }) => type === "pong").length).toBe(count + 1);
  }
}

/** Every operation, about the conversation, its notes, and things that only the business may know of. */
async function* told(cast: Cast & { slug: string }, backroom: Backroom) {
  const { conversationId, asMaya, asLeo, asGuest } = cast;
  const { asSam: ofAnotherBusiness } = await castOfSite();
  const [first, last] = [backroom.ids[1], backroom.ids.at(-1)];
  for (const [name, { perform, ask }] of Object.entries({ ...operations, ...own })) {
    const about = [conversationId, backroom.notesId].flatMap((each) => {
      const asked = Object(ask({ ...cast, conversationId: each }));
      const keys = ["id", "messageId", "threadId", "tagId"].filter((key) => key in asked);
      const ids = keys.length === 0 ? [] : [first, last];
      return [asked, ...ids.map((id) => ({ ...asked, ...Object.fromEntries(keys.map((key) => [key, id])) }))];
    });
    if (name.startsWith("search")) about.push({ ...Object(ask(cast)), q: backroom.words[0] });
    const asking = [asMaya, asLeo, asGuest, ofAnotherBusiness].map(async (asker) => {
      const answers: Told[] = [];
      for (const asked of about) {
        const answer = await perform(asker, asked).catch((refusal: unknown) => refusal);
        expect(Object(answer).code, name).not.toBe("too-many");
        const said = answer instanceof Error ? answer.message : "";
        answers.push({
          ...{ by: `${name} to ${asker.name}`, asked: JSON.stringify(asked) },
          text: `${said} ${JSON.stringify(answer)}`,
        });
      }
      return answers;
    });
    yield* (await Promise.all(asking)).flat();
  }
}

interface Told {
  by: string;
  text: string;
  asked: string;
}

it("[S15] [N1] tells no customer, guest or stranger, on any road, a word or an id of what is the business's alone", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
      const cast = await castOfSite();
      const slug = (await businessById(cast.db, cast.businessId))?.slug ?? "";
      const { conversationId, maya, leo, sam, asMaya, asNora, asGuest } = cast;
      await postMessage(asMaya, { conversationId, body: "Is the oat milk back?" });
      const guest = { userId: asGuest.id, name: asGuest.name, role: "customer" } as const;
      const ears: Visitor[] = [await visit({ as: maya, conversationId, after: 0 })];
      for (const each of [maya, leo, guest]) ears.push(await visitFeed(each, feedId.me(each.userId)));
      const backroom = new Backroom(
        cast,
        await visit({ as: sam, conversationId: notesIdOf(conversationId) }),
        await visit({ as: sam, conversationId }),
      );
      // So that there is something of each to tell.
      await backroom.play({ does: "note", around: "coffee", isNaming: true, hasFile: true, isAnswer: false });
      for (const [n, each] of steps.entries()) {
        await backroom.play(each);
        if (n === steps.length >> 1) ears.push(await visit({ as: maya, conversationId, after: n }));
      }
      const last = `Bye ${randomUUID()}`;
      await postMessage(asNora, { conversationId, body: last });
      ears.push(
        await visit({ as: maya, conversationId, after: 0 }),
        await visit({ as: maya, conversationId }),
      );
      for (const ear of ears.slice(0, 2)) await expect.poll(() => JSON.stringify(ear.heard)).toContain(last);
      for (const person of [maya, leo, guest]) {
        const outside = await visit({ as: person, conversationId: backroom.notesId, after: 0 });
        await expect.poll(() => outside.heard.map(({ type }) => type)).toEqual(["refused"]);
        ears.push(outside);
      }
      // What the business itself is told, so that this looks for what there is.
      const notes = JSON.stringify(backroom.notes.heard);
      expect(backroom.words.filter((word) => notes.includes(word)).length).toBeGreaterThan(0);
      const heard = ears.map(({ heard }) => ({
        by: "a room or feed",
        text: JSON.stringify(heard),
        asked: "",
      }));
      for (const each of heard) expectNothing(each, backroom);
      for await (const each of told({ ...cast, slug }, backroom)) expectNothing(each, backroom);
    }),
    { numRuns: 4, seed: 15, endOnFailure: true },
  );
}, 180_000);

/** What was asked for by whoever asks may come back to them: that tells them nothing. */
function expectNothing({ by, text, asked }: Told, { words, ids }: Backroom): void {
  const told = [...words, ...ids].filter((each) => text.includes(each) && !asked.includes(each));
  expect({ by, told }).toEqual({ by, told: [] });
}
