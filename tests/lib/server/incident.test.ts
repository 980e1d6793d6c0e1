import { DrizzleQueryError } from "drizzle-orm/errors";
import { describe, expect, it, vi } from "vitest";
import { recordIncident } from "@/lib/server/incident";

describe("recordIncident", () => {
  it("[S35] logs a short id and the cause, and nothing that people wrote", () => {
    const log = vi.spyOn(console, "error").mockReturnValue();
    const cause = Object.assign(new Error("duplicate key"), {
      code: "23505",
      detail: "(email)=(maya@example.com)",
    });
    const error = new DrizzleQueryError("insert into users values ($1)", ["maya@example.com"], cause);
    const id = recordIncident("register", error);
    const line = String(log.mock.lastCall?.[0]);
    expect(id).toMatch(/^[0-9a-f]{8}$/);
    expect(line).toContain(id);
    expect(line).toContain("23505");
    expect(line).not.toContain("maya@example.com");
  });
});
