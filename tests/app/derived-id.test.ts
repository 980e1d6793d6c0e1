import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { uuid } from "@/app/conversation/access";
import { derivedId } from "@/app/plain/derived-id";

describe("a derived id", () => {
  it("is a UUID, the same for the same parts and another for others", () => {
    const form = randomUUID();
    const id = derivedId("maya", form, "Hello");
    expect(uuid.parse(id)).toBe(id);
    expect(derivedId("maya", form, "Hello")).toBe(id);
    const others = [
      derivedId("maya", form, "Hello!"),
      derivedId("leo", form, "Hello"),
      derivedId("maya", form, "Hel", "lo"),
      derivedId("maya", `${form}Hello`),
      derivedId("maya", randomUUID(), "Hello"),
    ];
    expect(new Set([id, ...others]).size).toBe(others.length + 1);
  });
});
