import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import {
  lastEditable,
  mayDelete,
  mayEdit,
  mayRemovePreview,
  mayThread,
} from "@/components/conversation/message-rights";
import type { Row } from "@/components/conversation/rows";
import { changed } from "@/db/target";
import type { Change } from "@/lib/ledger";
import type { Participant } from "@/lib/protocol/event";
import type { Message } from "@/lib/protocol/message";
import { ines, joined, maya, said, sam } from "../support/wire";

const nora: Participant = { userId: uuid(), name: "Nora", role: "owner" };
const people = [maya, sam, ines, nora];

const ofMaya = said(maya, 1, "Is it in?");
const ofSam = said(sam, 2, "It is.");
const secret = { side: "business", expiresAt: "2026-11-22T12:00:00.000Z" };
const messages: [string, Message][] = [
  ["Maya's", ofMaya],
  ["Sam's", ofSam],
  ["a file of Maya's", { ...ofMaya, kind: "file", body: "" }],
  ["a secret of Maya's", { ...ofMaya, body: "", metadata: { secret } }],
  ["a deleted one of Maya's", { ...ofMaya, deletedAt: "2026-11-21T12:00:00.000Z" }],
  ["one of Maya's in a thread", { ...ofMaya, threadId: uuid(), threadSeq: 1 }],
  ["a notice", joined(sam, 3)],
];

/** Whether the ledger changes it at their word. */
function isTaken(message: Message, change: Change, by: Participant): boolean {
  const target = { message, deletedBy: null, deletedAgoMs: null, isLast: true, opening: null, nowMs: 0 };
  return changed(target, change, by).is === "changed";
}

describe.each(messages)(
  "with a message that is %s, somebody may do what the ledger lets them",
  (_, message) => {
    it.each(people)("$name", (person) => {
      expect(mayDelete(message, person), "delete").toBe(isTaken(message, { op: "delete" }, person));
      const thread = { op: "thread", threadId: uuid(), title: "" } as const;
      expect(mayThread(message, person), "thread").toBe(isTaken(message, thread, person));
      // The ledger would let words be put to a file; there is nothing to edit where there are none.
      const isEdited = message.kind === "text" && isTaken(message, { op: "edit", body: "Else" }, person);
      expect(mayEdit(message, person), "edit").toBe(isEdited);
    });
  },
);

describe("what is led to by the arrow up", () => {
  const group = { startsGroup: true, endsGroup: true, quote: undefined };
  const row = (message: Message): Row => ({ kind: "message", key: message.id, message, ...group });
  const unsent = (refused: boolean): Row => {
    const id = uuid();
    const text = { id, body: "And?", writtenAt: "2026-11-22T12:00:00.000Z" };
    return {
      kind: "unsent",
      key: id,
      text: { ...text, ...(refused && { refused: { code: "closed", message: "Closed." } }) },
      ...group,
    };
  };

  it("is the last that one may edit, past what others wrote and what was refused", () => {
    expect(lastEditable([row(ofMaya), row(ofSam)], maya)).toBe(ofMaya);
    expect(lastEditable([row(ofMaya), unsent(true)], maya)).toBe(ofMaya);
    expect(lastEditable([row(ofSam)], maya)).toBeUndefined();
  });

  it("is nothing while what was written after it is on its way", () => {
    expect(lastEditable([row(ofMaya), unsent(false)], maya)).toBeUndefined();
    expect(lastEditable([row(ofMaya), unsent(false), unsent(true)], maya)).toBeUndefined();
  });
});

describe("with a message", () => {
  const whoMay = (may: (person: Participant) => boolean) => people.filter(may).map(({ name }) => name);

  it("its words are only its writer's, who was the only one to see them if it is a secret", () => {
    expect(whoMay((person) => mayEdit(ofMaya, person))).toEqual(["Maya"]);
    expect(whoMay((person) => mayEdit(ofSam, person))).toEqual(["Sam"]);
    expect(whoMay((person) => mayEdit({ ...ofMaya, metadata: { secret } }, person))).toEqual([]);
  });

  it("the business may take away what anybody said, and a customer what they said", () => {
    expect(whoMay((person) => mayDelete(ofMaya, person))).toEqual(["Maya", "Sam", "Ines", "Nora"]);
    expect(whoMay((person) => mayDelete(ofSam, person))).toEqual(["Sam", "Ines", "Nora"]);
  });

  it("a preview goes at the word of whoever put the link there, and of the business", () => {
    expect(whoMay((person) => mayRemovePreview(ofMaya, person))).toEqual(["Maya", "Sam", "Ines", "Nora"]);
    expect(whoMay((person) => mayRemovePreview(ofSam, person))).toEqual(["Sam", "Ines", "Nora"]);
    const asking = { ...ofMaya, metadata: { post: { id: "the post it asks about" } } };
    expect(whoMay((person) => mayRemovePreview(asking, person))).toEqual([]);
  });
});
