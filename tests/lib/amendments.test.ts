import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { presentForm } from "@/lib/amendments";
import { apply, ask, type ConversationState, discard, openingState, reload } from "@/lib/conversation-state";
import type { Event } from "@/lib/protocol/event";
import type { Message } from "@/lib/protocol/message";
import { headOf, maya, said, sam, welcomed } from "../support/wire";

const opening = (messages: Message[], rev = messages.length) => openingState(maya, headOf(messages, rev));
const hearing = (state: ConversationState, ...events: Event[]) =>
  events.reduce((at, event) => apply(at, event, 0), state);
const edited = (message: Message, rev: number, body: string, ref?: string): Event => ({
  type: "message:edited",
  rev,
  ...(ref && { ref }),
  message: { ...message, rev, body, editedAt: new Date(rev * 1000).toISOString() },
});
const deleted = ({ id, seq }: Message, rev: number): Event => ({
  type: "message:deleted",
  ...{ rev, id, seq, deletedAt: new Date(rev * 1000).toISOString() },
});
const thumbs = [{ emoji: "👍", people: [{ userId: sam.userId, name: sam.name }] }];
const reacted = ({ id, seq }: Message, rev: number): Event => ({
  type: "reaction:changed",
  ...{ rev, id, seq, reactions: thumbs },
});

describe("messages that change", () => {
  it("are shown as they are now, in their places", () => {
    const [one, two] = [said(sam, 1), said(maya, 2)];
    const state = hearing(opening([one, two]), edited(one, 3, "uno"), reacted(two, 4), deleted(one, 5));
    expect(state).toMatchObject({
      rev: 5,
      needs: "nothing",
      messages: [
        { seq: 1, rev: 5, body: "", deletedAt: expect.any(String) },
        { seq: 2, rev: 4, body: "message 2", reactions: thumbs },
      ],
    });
  });

  it("make a client resume that missed one of the changes", () => {
    const one = said(sam, 1);
    const state = hearing(opening([one]), edited(one, 3, "uno"));
    expect([state.needs, state.rev, state.messages]).toEqual(["resume", 1, [one]]);
  });

  it("above the tail are noted for whoever has read them, however many changes there were", () => {
    const [old, tail] = [said(sam, 1), said(sam, 51)];
    const state = hearing(
      opening([tail], 51),
      reacted(old, 52),
      edited({ ...old, reactions: thumbs }, 53, "uno"),
    );
    expect(presentForm(state, old)).toMatchObject({ rev: 53, body: "uno", reactions: thumbs });
    expect(presentForm(state, { ...old, rev: 60, body: "read later" }).body).toBe("read later");
    expect(presentForm(state, tail)).toBe(tail);
  });

  it("above the tail are told in a replay, too, and are no news", () => {
    const [old, tail] = [said(sam, 1), said(sam, 51)];
    const welcome = welcomed({ rev: 52, seq: 51 });
    const now: Message = { ...old, rev: 52, body: "uno" };
    const state = hearing(
      opening([tail], 51),
      welcome,
      { type: "message:new", rev: 52, message: now },
      { type: "resumed", rev: 52 },
    );
    expect(state.messages).toEqual([tail]);
    expect(presentForm(state, old).body).toBe("uno");
  });
});

describe("a change that is asked for here", () => {
  const [id, ref] = [uuid(), uuid()];
  const mine = said(maya, 1, "bak", id);
  const change = { id: ref, command: { type: "message:edit", id, body: "back", ref } } as const;

  it("is shown at once and only once, and over when the room has told of it under its name", () => {
    const asked = ask(ask(opening([mine]), change), change);
    expect(asked.changes).toEqual([change]);
    expect(presentForm(asked, mine)).toMatchObject({ body: "back", editedAt: expect.any(String) });
    expect(hearing(asked, edited(mine, 2, "back")).changes).toEqual([change]);
    expect(hearing(asked, edited(mine, 2, "back", ref)).changes).toEqual([]);
  });

  it("is over when the answer says that it was so already", () => {
    const asked = ask(hearing(opening([mine]), edited(mine, 2, "back")), change);
    const state = hearing(asked, edited(mine, 2, "back", ref));
    expect([state.changes, state.rev, state.needs]).toEqual([[], 2, "nothing"]);
  });

  it("is not shown any more once it is refused, and can be given up", () => {
    const asked = ask(opening([mine]), change);
    const refused = hearing(asked, {
      type: "refused",
      ...{ id, ref, code: "forbidden", message: "You may not do that.", retryable: false },
    });
    expect(refused.changes).toMatchObject([{ id: ref, refused: { code: "forbidden" } }]);
    expect(presentForm(refused, mine)).toBe(mine);
    expect(discard(refused, ref).changes).toEqual([]);
  });

  it("waits on while the room cannot, and when the conversation is loaded anew", () => {
    const asked = ask(opening([mine]), change);
    const busy = { code: "busy", message: "Very busy right now.", retryable: true };
    expect(hearing(asked, { type: "refused", id, ref, ...busy }).changes).toEqual([change]);
    expect(reload(asked, headOf([mine])).changes).toEqual([change]);
  });

  it.each([
    [{ type: "message:delete" }, { body: "", reactions: [], deletedAt: expect.any(String) }],
    [{ type: "message:restore" }, mine],
    [
      { type: "message:react", emoji: "👍", on: true },
      { reactions: [{ emoji: "👍", people: [{ userId: maya.userId, name: maya.name }] }] },
    ],
  ] as const)("shows %o before anybody has answered", (command, shown) => {
    const asked = ask(opening([mine]), { id: ref, command: { ...command, id, ref } });
    expect(presentForm(asked, mine)).toMatchObject(shown);
  });
});
