import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { branchesOf } from "@/components/threads/use-branches";
import { ines, maya, said, sam } from "../support/wire";

const root = said(maya, 1);
const thread = { id: uuid(), messageId: root.id, title: "", replies: 3, lastAt: root.createdAt };
const reply = (by: typeof maya, seq: number, threadSeq: number) => ({
  ...said(by, seq),
  ...{ threadId: thread.id, threadSeq },
});

describe("the threads below their messages", () => {
  it("say who wrote in them, each once and the first of them first, on whatever page that is", () => {
    const pages = [
      [root, reply(sam, 2, 1)],
      [reply(ines, 3, 2), said(maya, 4), reply(sam, 5, 3)],
    ];
    const branch = branchesOf({ threads: [thread], threadReads: [] }, pages).get(root.id);
    expect(branch?.people).toEqual([{ name: "Sam" }, { name: "Ines" }]);
    expect(branch?.unread).toBe(3);
  });

  it("tell what of them is unread, and nothing of one that nobody has written in yet", () => {
    const read = [{ threadId: thread.id, read: 2 }];
    expect(branchesOf({ threads: [thread], threadReads: read }, []).get(root.id)?.unread).toBe(1);
    const empty = { ...thread, replies: 0 };
    expect(branchesOf({ threads: [empty], threadReads: [] }, [[root]]).size).toBe(0);
  });
});
