import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { newWebhookSecret, webhookHeaders } from "@/lib/server/webhook-signature";
import { readFaq } from "../../examples/faq-bot/faq.mjs";
import { isSigned } from "../../examples/faq-bot/signature.mjs";

const faq = readFaq(fs.readFileSync("examples/faq-bot/faq.md", "utf8"));

describe("the bot that answers what is asked often", () => {
  it.each([
    ["When do you close on Fridays?", /18:00/],
    ["what are your OPENING hours", /Monday/],
    ["Have you got oat milk?", /almond/],
    ["¿A qué hora abren el sábado?", /lunes/],
    ["متى تفتحون؟", /الاثنين/],
  ])("knows %s", (asked, answer) => {
    expect(faq.answerTo(asked)).toMatch(answer);
  });

  it.each([
    "My order has not come",
    "Can I talk to a person about opening hours?",
    "Quiero hablar con una persona",
    "أريد التحدث إلى شخص",
    "?",
    "",
  ])("hands over %s", (asked) => {
    expect(faq.answerTo(asked)).toBeNull();
  });

  it("hears only what is signed by the secret, lately", () => {
    const [secret, other] = [newWebhookSecret(), newWebhookSecret()];
    const at = new Date("2026-11-22T12:00:00Z");
    const headers = webhookHeaders({ id: "one", body: "{}", at }, [other, secret]);
    const is = (body: string, by: string, ms = at.getTime()) => isSigned(headers, body, by, ms);
    expect(is("{}", secret)).toBe(true);
    expect(is("{}", other)).toBe(true);
    expect(is("{} ", secret)).toBe(false);
    expect(is("{}", newWebhookSecret())).toBe(false);
    for (const hours of [-1, 1]) expect(is("{}", secret, at.getTime() + hours * 3_600_000)).toBe(false);
    expect(isSigned({}, "{}", secret)).toBe(false);
    expect(isSigned({ ...headers, "webhook-timestamp": "soon" }, "{}", secret)).toBe(false);
  });
});
