import fc from "fast-check";
import { expect, it } from "vitest";
import { queryOf, viewIn } from "@/components/inbox/view-address";
import { EVERYTHING_OPEN, inboxSorts, keyOfView } from "@/lib/inbox-view";
import { inboxView } from "@/lib/protocol/inbox";
import { workStatuses } from "@/lib/work";

const optional = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined });
const views = fc.record({
  status: fc.constantFrom(...workStatuses),
  assignee: optional(fc.oneof(fc.constantFrom("me", "nobody"), fc.uuid())),
  tag: optional(fc.uuid()),
  channel: optional(fc.constantFrom("chat", "email", "voice")),
  isUnread: optional(fc.boolean()),
  isMentioned: optional(fc.boolean()),
  sort: fc.constantFrom(...inboxSorts),
});

it("reads every view back from the address it writes", () => {
  fc.assert(
    fc.property(views, (view) => {
      const read = viewIn(new URLSearchParams(queryOf(view)));
      expect(keyOfView(read)).toBe(keyOfView(view));
      expect(queryOf(read)).toEqual(queryOf(view));
      expect(inboxView.safeParse(read).success).toBe(true);
    }),
  );
  expect(queryOf(EVERYTHING_OPEN)).toEqual({});
});

it("shows what an inbox begins with where the address makes no sense", () => {
  const nonsense = {
    status: "lost",
    assignee: "'; drop",
    tag: "1",
    channel: "fax",
    unread: "yes",
    sort: "up",
  };
  expect(viewIn(new URLSearchParams(nonsense))).toEqual(EVERYTHING_OPEN);
});
