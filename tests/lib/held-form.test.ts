import { expect, it } from "vitest";
import { typedInto } from "@/lib/held-form";

it("A form is given back with what was typed, and with no password, file or field of the framework's", () => {
  const form = new FormData();
  form.set("email", "maya@example.com");
  form.set("password", "a sentence is a good one");
  form.set("newPassword", "a sentence is a better one");
  form.set("$ACTION_KEY", "k1");
  form.set("file", new Blob(["Cake"]), "menu.txt");
  expect(typedInto(form)).toEqual({ email: "maya@example.com" });
});
