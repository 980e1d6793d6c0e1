import { expect, it } from "vitest";
import { isSameSecret } from "@/lib/server/same-secret";

it("knows a secret by all of it, and none where none is set", () => {
  expect(isSameSecret("a long secret", "a long secret")).toBe(true);
  for (const given of ["", "a long", "a long secret ", "A long secret", "another one"])
    expect(isSameSecret(given, "a long secret"), given).toBe(false);
  for (const given of ["", "undefined"]) expect(isSameSecret(given, undefined), given).toBe(false);
});
