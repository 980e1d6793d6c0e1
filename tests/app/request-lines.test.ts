import { describe, expect, it } from "vitest";
import { pathOf, routeOf } from "@/app/route-pattern";

describe("the route of a request", () => {
  it.each([
    ["/api/me", {}, "/api/me"],
    ["/api/conversations/7", { id: "7" }, "/api/conversations/[id]"],
    [
      "/api/conversations/7/messages/8",
      { id: "7", messageId: "8" },
      "/api/conversations/[id]/messages/[messageId]",
    ],
    ["/api/messages/8/reactions/%F0%9F%91%8D", { emoji: "👍" }, "/api/messages/8/reactions/[emoji]"],
    [
      "/api/messages/8/reactions/%F0%9F%91%8D",
      { emoji: "%F0%9F%91%8D" },
      "/api/messages/8/reactions/[emoji]",
    ],
    ["/api/no/such/thing", { path: ["no", "such", "thing"] }, "/api/[path]/[path]/[path]"],
    ["/api/%E0%A4", { id: "%E0%A4" }, "/api/[id]"],
  ])("of %s is one of as many as there are", (pathname, params, route) => {
    expect(routeOf(pathname, params)).toBe(route);
  });

  it("[S35] is logged with its ids, and without a token", () => {
    expect(pathOf("/api/conversations/7", { id: "7" })).toBe("/api/conversations/7");
    expect(pathOf("/api/files/ey.secret", { token: "ey.secret" })).toBe("/api/files/[token]");
  });
});
