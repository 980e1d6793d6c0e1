import { expect, it } from "vitest";
import { propose } from "@/components/inbox/propose";
import { proposed } from "@/lib/closing";

type Client = Parameters<typeof propose>[0];

/** A conversation that is told what becomes of what it asked. */
function conversation({ isOnline = true, isAsked = false } = {}) {
  const view = {
    connection: "online",
    messages: isAsked ? [{ id: "1", kind: "system", metadata: { ...proposed(0) } }] : [],
  };
  const asked: { id: string }[] = [];
  const heard = new Set<(event: object) => void>();
  const listeners = new Set<() => void>();
  const client = {
    getSnapshot: () => view,
    tell: (command: { id: string }) => isOnline && asked.push(command) > 0,
    followCalls: (listener: (event: object) => void) => {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Client;
  const become = (change: object) => {
    Object.assign(view, change);
    for (const listener of listeners) listener();
  };
  const refuse = (code: string, id = asked[0]?.id) => {
    for (const listener of heard) listener({ type: "refused", id, code });
  };
  return { client, asked, become, refuse, followers: () => heard.size + listeners.size };
}

it("is over when the question is there, and then listens no more", async () => {
  const { client, asked, become, followers } = conversation();
  const answer = propose(client);
  become({ messages: [{ id: "other" }] });
  become({ messages: [{ id: asked[0]?.id }] });
  expect(await answer).toBeNull();
  expect([asked.length, followers()]).toEqual([1, 0]);
});

it("says why it was refused, of its own question alone", async () => {
  const { client, refuse } = conversation();
  const answer = propose(client);
  refuse("busy", "another");
  refuse("conflict");
  expect(await answer).toBe("conflict");
});

it("asks nothing where somebody asked already, and waits for no line that is down", async () => {
  const asked = conversation({ isAsked: true });
  expect([await propose(asked.client), asked.asked]).toEqual(["conflict", []]);
  expect(await propose(conversation({ isOnline: false }).client)).toBe("unavailable");
  const { client, become } = conversation();
  const answer = propose(client);
  become({ connection: "reconnecting" });
  expect(await answer).toBe("unavailable");
});
