import { expect, it } from "vitest";
import type { Event } from "@/lib/protocol/event";
import { Audience } from "@/party/audience";
import { UNREAD_MAX } from "@/party/readers";
import { receive, Visitor, visiting } from "@/party/visitor";
import type { Hosts } from "@/party/welcome";

const maya = { userId: "018f0000-0000-7000-8000-000000000001", name: "Maya", role: "customer" } as const;
const known = {
  ...{ kind: "direct", rev: 3, seq: 3, title: null, participants: new Map([[maya.userId, maya]]) },
  ...{ receipts: new Map(), threadReads: new Map() },
};

/** A visit to a room, where `happens` while what it says is heard. */
function call(happens: (audience: Audience) => void): Promise<Response> {
  const audience = new Audience();
  const announcer = {
    known: async () => known,
    missed: async () => ({ rev: 3, messages: [] }),
    blockOf: async () => undefined,
  };
  const hosts: Hosts = Object({ announcer, audience, company: { follow() {}, greet() {} } });
  const asked = {
    visit: "" as const,
    after: 3,
    wait: 0,
    headers: new Headers(),
    body: new Response("x").body,
  };
  return receive(Object(asked), new Visitor(), visiting("a conversation", maya), {
    ...hosts,
    hear: async () => happens(audience),
  });
}

const said = (rev: number): Event => Object({ type: "message:new", rev, body: "x".repeat(UNREAD_MAX / 2) });

it("[Y3] is no visit that brought everything where it could not take everything", async () => {
  await expect(call((audience) => audience.tell(said(4)))).resolves.toMatchObject({ status: 200 });
  const tooMuch = call((audience) => {
    for (const rev of [4, 5, 6]) audience.tell(said(rev));
  });
  await expect(tooMuch).rejects.toMatchObject({ code: "unavailable" });
});

it("[Y4] is none that somebody was shown out of", async () => {
  const shownOut = call((audience) => audience.part(maya.userId, "removed"));
  await expect(shownOut).rejects.toMatchObject({ code: "unavailable" });
});
