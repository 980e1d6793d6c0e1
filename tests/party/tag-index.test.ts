import { expect, it } from "vitest";
import { TagIndex } from "@/party/tag-index";

const OPEN = 1;
const CLOSING = 2;

it("finds sockets that are open by their tags, and forgets those that left", () => {
  const index = new TagIndex<{ name: string; readyState: number }>();
  const [desk, phone, other] = ["desk", "phone", "other"].map((name) => ({ name, readyState: OPEN }));
  if (!desk || !phone || !other) throw new Error("three were made");
  index.add(desk, ["maya", "monday"]);
  index.add(phone, ["maya"]);
  index.add(other, ["sam", "monday"]);
  const found = (tag: string) => index.getConnections(tag).map(({ name }) => name);
  expect([found("maya"), found("monday"), found("nobody")]).toEqual([
    ["desk", "phone"],
    ["desk", "other"],
    [],
  ]);
  phone.readyState = CLOSING;
  expect(found("maya")).toEqual(["desk"]);
  index.remove(desk);
  index.remove(desk);
  expect([found("maya"), found("monday")]).toEqual([[], ["other"]]);
});
