import { Ajv2020, type AnySchemaObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { v7 as uuid } from "uuid";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { ConversationClient } from "@/lib/client/conversation-client";
import { apply, openingState } from "@/lib/conversation-state";
import { parseCommand } from "@/lib/protocol/command";
import type { Event } from "@/lib/protocol/event";
import { PROTOCOL_VERSION } from "@/lib/protocol/version";
// As `tests/lib/protocol.test.ts` pins them, of the version before: made anew when the version is raised.
import before from "../support/protocol-7.json" with { type: "json" };
import { BoxOfTest, ScriptedRoom } from "../support/scripted-room";
import { headOf, maya, said, sam } from "../support/wire";

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const isCommandOfBefore = ajv.compile(before.command);
const isEventOfBefore = ajv.compile(before.event);

/** A value of that shape, with whatever it may hold or only with what it must. */
function sample(schema: AnySchemaObject, isWhole: boolean): unknown {
  const [first] = schema.anyOf ?? schema.oneOf ?? schema.enum ?? [];
  if ("const" in schema) return schema.const;
  if (schema.enum) return first;
  if (first) return sample(first, isWhole);
  switch (schema.type) {
    case "object": {
      const names = Object.keys(schema.properties ?? {});
      const held = isWhole ? names : (schema.required ?? []);
      return Object.fromEntries(held.map((name: string) => [name, sample(schema.properties[name], isWhole)]));
    }
    case "array":
      return isWhole || schema.minItems ? [sample(schema.items, isWhole)] : [];
    case "string":
      return textOf(schema);
    case "boolean":
      return true;
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1);
    default:
      return null;
  }
}

function textOf({ format, pattern }: AnySchemaObject): string {
  if (format === "uuid") return uuid();
  if (format === "date-time") return "2027-01-01T00:00:00.000Z";
  if (format === "uri") return "https://shop.example/";
  return pattern?.includes("[0-9a-f]{6}") ? "#1e5b4c" : "👍";
}

const kindsOf = (schema: AnySchemaObject): { name: string; kind: AnySchemaObject }[] =>
  (schema.anyOf ?? schema.oneOf).map((kind: AnySchemaObject) => ({
    name: String(kind.properties.type.const),
    kind,
  }));

it("[F27] the version before is that before this one", () => {
  expect(PROTOCOL_VERSION).toBe(8);
});

describe("[F27] a client of the version before", () => {
  it.each(kindsOf(before.command))("is understood when it says $name", ({ kind }) => {
    for (const isWhole of [true, false]) {
      const command = Object(sample(kind, isWhole));
      // A secret has no other words.
      if (command.secret) Object.assign(command, { body: "", attachmentIds: undefined });
      const frame = JSON.stringify(command);
      expect([isCommandOfBefore(JSON.parse(frame)), isCommandOfBefore.errors]).toEqual([true, null]);
      expect(parseCommand(frame)).toMatchObject({ type: command.type });
    }
  });
});

describe("[F27] rooms of the version before", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  });
  afterEach(() => void vi.useRealTimers());

  it("are told by a client nothing but what they understand", async () => {
    const room = new ScriptedRoom(maya);
    const client = new ConversationClient({
      ...{ self: maya, head: await room.head(), loadHead: room.head, outbox: new BoxOfTest() },
      address: async () => new URL("ws://rooms.test/"),
      WebSocket: room.WebSocket,
    });
    onTestFinished(client.start());
    await vi.advanceTimersByTimeAsync(2_000);
    const stored = async () => {
      await vi.advanceTimersByTimeAsync(50);
      const message = room.store();
      room.tell({ type: "message:new", rev: message.rev, message });
    };
    client.setTyping(true);
    client.send("Anybody there?");
    await stored();
    const [first] = room.history;
    client.send("I mean today", { replyTo: first?.id });
    await stored();
    client.see(2);
    client.change({ type: "message:react", id: first?.id ?? "", emoji: "👍", on: true });
    await vi.advanceTimersByTimeAsync(50);
    const { id = "" } = first ?? {};
    const ref = String(room.heard.find(({ type }) => type === "message:react")?.ref);
    room.tell({ type: "reaction:changed", rev: 3, ref, id, seq: 1, reactions: [] });
    await vi.advanceTimersByTimeAsync(30_000);
    const types = new Set(room.heard.map(({ type }) => type));
    for (const type of ["message:send", "typing", "receipt", "message:react", "ping"])
      expect(types).toContain(type);
    for (const command of room.heard) expect([command, isCommandOfBefore(command)]).toEqual([command, true]);
  });

  it.each(kindsOf(before.event))("may say $name", ({ kind }) => {
    const known = openingState(maya, headOf([said(sam, 1)]));
    const told = Object(sample(kind, true));
    // About the one message there is.
    const place = { rev: 2, seq: 1, id: known.messages[0]?.id };
    const about = Object(told.message).id ? { rev: 2, message: { ...told.message, ...place } } : {};
    const event: Event = { ...told, ...("seq" in told && "id" in told ? place : {}), ...about };
    expect([isEventOfBefore(event), isEventOfBefore.errors]).toEqual([true, null]);
    expect(apply(known, event, 0).messages).toHaveLength(1);
  });
});
