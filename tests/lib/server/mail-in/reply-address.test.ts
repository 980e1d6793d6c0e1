import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isAddressOf, readReplyAddress, replyAddress } from "@/lib/server/mail-in/reply-address";

const secret = "a secret that only the site has";
const [conversationId, maya, eve] = [randomUUID(), randomUUID(), randomUUID()];
const address = replyAddress({ conversationId, userId: maya }, { domain: "mail.example.com", secret });
const [local = "", domain] = address.split("@");
const read = (text: string) => {
  const found = readReplyAddress(text);
  if (!found) throw new Error("that names a conversation");
  return found;
};

describe("the address of an answer", () => {
  it("fits into a local part, and names its conversation in letters of either case", () => {
    expect(local.length).toBeLessThanOrEqual(64);
    expect(domain).toBe("mail.example.com");
    expect(local).toMatch(/^reply\+[a-z2-7]{52}$/);
    expect(read(local.toUpperCase())).toEqual(read(local));
    expect(read(local).conversationId).toBe(conversationId);
  });

  it("is good for whom it was given to alone, in this conversation, by this secret", () => {
    expect(isAddressOf(read(local), { userId: maya, secret })).toBe(true);
    expect(isAddressOf(read(local), { userId: eve, secret })).toBe(false);
    expect(isAddressOf(read(local), { userId: maya, secret: `${secret}!` })).toBe(false);
    const elsewhere = { ...read(local), conversationId: randomUUID() };
    expect(isAddressOf(elsewhere, { userId: maya, secret })).toBe(false);
  });

  it("is none where a letter is changed, missing or too many", () => {
    for (let at = 6; at < local.length; at++) {
      const changed = `${local.slice(0, at)}${local[at] === "a" ? "b" : "a"}${local.slice(at + 1)}`;
      const found = readReplyAddress(changed);
      expect(found === null || !isAddressOf(found, { userId: maya, secret })).toBe(true);
    }
    for (const other of [
      "reply+",
      local.slice(0, -1),
      `${local}a`,
      local.replace("reply+", ""),
      "harbor-coffee",
    ])
      expect(readReplyAddress(other)).toBeNull();
  });
});
