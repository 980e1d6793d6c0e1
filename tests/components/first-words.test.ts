import { expect, it } from "vitest";
import { firstWords } from "@/components/broadcasts-desk/first-words";

it("is how a post begins, without its marks and empty lines", () => {
  expect(firstWords("**Fresh** beans\n\n- on _Friday_\n- on Sunday")).toBe(
    "Fresh beans\n• on Friday\n• on Sunday",
  );
  expect(firstWords("x".repeat(1_000))).toHaveLength(240);
  expect(firstWords("")).toBe("");
});
