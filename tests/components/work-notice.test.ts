import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { WorkNotice } from "@/components/inbox/work-notice";
import { Words } from "@/components/words";
import type { Locale } from "@/lib/locale";
import type { Message } from "@/lib/protocol/message";
import { compiled } from "../support/words";

const [sam, ines, tag] = ["sam", "ines", "tag"];
const names = { [sam]: "Sam", [ines]: "Ines", [tag]: "Refund" };

async function saidOf(
  metadata: Record<string, unknown>,
  { by = "Sam", locale = "en", selfId = "nora" }: { by?: string; locale?: Locale; selfId?: string } = {},
) {
  const notice = {
    senderId: by === "" ? null : by.toLowerCase(),
    senderName: by,
    metadata,
    body: "",
  } as Message;
  const messages = { work: await compiled("work", locale) };
  const props = { locale, messages, children: createElement(WorkNotice, { notice, selfId }) };
  return renderToStaticMarkup(createElement(Words, props)).replace(/<[^>]+>/g, "");
}
const work = (was: object, now: object) => ({ event: "work", was, now, names });

it.each([
  [{ assigneeId: null }, { assigneeId: sam }, "Sam took this"],
  [{ assigneeId: null }, { assigneeId: ines }, "Sam handed this to Ines"],
  [{ assigneeId: sam }, { assigneeId: null }, "Sam gave this back"],
  [{ assigneeId: ines }, { assigneeId: null }, "Sam assigned this to nobody; it was with Ines"],
  [{ status: "completed" }, { status: "open" }, "Sam opened this again"],
  [{ status: "open" }, { status: "completed" }, "Sam completed this"],
  [{ status: "open" }, { status: "archived" }, "Sam archived this"],
  [{ priority: 1 }, { priority: 3 }, "Sam set the priority to: Urgent"],
  [{ tag: { id: tag, on: false } }, { tag: { id: tag, on: true } }, "Sam added the tag “Refund”"],
  [{ tag: { id: tag, on: true } }, { tag: { id: tag, on: false } }, "Sam took off the tag “Refund”"],
  [
    { assigneeId: null, priority: 1 },
    { assigneeId: sam, priority: 2 },
    "Sam took this · Sam set the priority to: High",
  ],
])("tells of %j that became %j", async (was, now, words) => {
  expect(await saidOf(work(was, now))).toBe(words);
});

it("tells people of themselves, and of the clock as of nobody", async () => {
  const given = work({ assigneeId: null }, { assigneeId: ines });
  expect(await saidOf(given, { selfId: ines })).toBe("Sam handed this to you");
  expect(await saidOf(given, { selfId: sam })).toBe("You handed this to Ines");
  expect(await saidOf(given, { by: "" })).toBe("Given to Ines in turn");
  expect(await saidOf(given, { by: "", selfId: ines })).toBe("Given to you in turn");
  const left = { ...work({ assigneeId: "gone" }, { assigneeId: null }), names: {} };
  expect(await saidOf(left, { by: "" })).toBe("Assigned to nobody; it was with somebody who left the team");
  expect(await saidOf(work({ status: "snoozed" }, { status: "open" }), { by: "" })).toBe(
    "The snooze is over",
  );
  expect(await saidOf({ event: "woken" }, { by: "Maya" })).toBe("Maya wrote, and this is open again");
});

it("is said in every language, with names that run the other way set apart", async () => {
  const given = work({ assigneeId: null }, { assigneeId: ines });
  expect(await saidOf(given, { locale: "es" })).toBe("Sam pasó esto a Ines");
  expect(await saidOf(given, { locale: "ar" })).toBe("سلّم \u2068Sam\u2069 هذه المحادثة إلى \u2068Ines\u2069");
});
