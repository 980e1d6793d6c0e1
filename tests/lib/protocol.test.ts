import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { toJSONSchema } from "zod/v4/core";
import { PREVIEW_LENGTH_MAX, preview } from "@/lib/protocol/body";
import { command, parseCommand } from "@/lib/protocol/command";
import { event } from "@/lib/protocol/event";
import { feedEvent } from "@/lib/protocol/feed";
import { abridge, WHOLE_BODY_LENGTH_MAX } from "@/lib/protocol/message";
import { expulsion, issuedTicket, ticket, ticketRequest } from "@/lib/protocol/ticket";
import { PROTOCOL_VERSION } from "@/lib/protocol/version";
import { maya, said } from "../support/wire";

describe("the protocol", () => {
  it("does not change without its version", () => {
    const schemas = {
      ...{ command, event, feedEvent },
      ...{ ticket, ticketRequest, issuedTicket, expulsion },
    };
    const shapes = Object.entries(schemas).map(([name, schema]) => [
      name,
      toJSONSchema(schema, { io: "input" }),
    ]);
    const hash = createHash("sha256").update(JSON.stringify(shapes)).digest("hex").slice(0, 16);
    // When this fails: what will clients in open tabs make of the change? Then raise the version, say so in
    // lib/protocol/version.ts, and pin the new hash.
    expect([PROTOCOL_VERSION, hash]).toEqual([8, "4199d7f1707920c9"]);
  });

  it("takes an id however it is written for the one id that it is", () => {
    const id = "01A1FC09-E167-7555-BF8B-9FE93359A18C";
    const parsed = parseCommand(JSON.stringify({ type: "message:send", id, body: "Hi" }));
    expect(parsed).toEqual({ type: "message:send", id: id.toLowerCase(), body: "Hi" });
  });

  it("sends a body whole up to its limit, and as a preview past it", () => {
    const whole = said(maya, 1, "x".repeat(WHOLE_BODY_LENGTH_MAX));
    expect(abridge(whole)).toBe(whole);
    const long = abridge(said(maya, 1, "x".repeat(WHOLE_BODY_LENGTH_MAX + 1)));
    expect([long.body.length, long.hasMore]).toEqual([PREVIEW_LENGTH_MAX, true]);
  });

  it("cuts no character in half", () => {
    const body = `${"x".repeat(PREVIEW_LENGTH_MAX - 1)}😀😀`;
    expect(preview(body)).toBe("x".repeat(PREVIEW_LENGTH_MAX - 1));
    expect(preview("😀".repeat(PREVIEW_LENGTH_MAX / 2))).toHaveLength(PREVIEW_LENGTH_MAX);
  });
});
