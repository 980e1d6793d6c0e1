import { describe, expect, it } from "vitest";
import { found } from "@/components/inbox/keyboard/found";
import { commandIds, commands, keymapOf, readKeySettings, USUAL } from "@/components/inbox/keyboard/keymap";
import { conflictsIn, isForPalette, keyOf, parseKeys, press } from "@/components/inbox/keyboard/keys";

const bare = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false };
/** As a browser gives it: what an event says it has by its kind, and nothing is its own. */
const pressed = (key: string, code = "", held = {}) => keyOf(Object.create({ key, code, ...bare, ...held }));

describe("a key", () => {
  it("is what it writes, whatever Caps Lock makes of it", () => {
    expect(pressed("j")).toBe("j");
    expect(pressed("J")).toBe("j");
    expect(pressed("?", "Slash", { shiftKey: true })).toBe("?");
    expect(pressed("/", "Digit7", { shiftKey: true })).toBe("/");
  });

  it("is where it stands on a keyboard of other letters", () => {
    expect(pressed("ت", "KeyJ")).toBe("j");
    expect(pressed("л", "KeyK")).toBe("k");
    expect(pressed("؟", "Slash", { shiftKey: true })).toBe("?");
    expect(pressed("ظ", "Slash")).toBe("/");
  });

  it("is none with a modifier, while a word is composed, or where it writes nothing", () => {
    for (const held of ["altKey", "ctrlKey", "metaKey", "isComposing"])
      expect(pressed("j", "KeyJ", { [held]: true }), held).toBeNull();
    expect(pressed("J", "KeyJ", { shiftKey: true })).toBeNull();
    for (const key of ["Enter", "Tab", "Escape", "ArrowDown", "Dead", "Process", " "])
      expect(pressed(key), key).toBeNull();
    expect(pressed("あ", "")).toBeNull();
  });
});

describe("the key of the palette", () => {
  const asks = (platform: string, held: object, key = "k") =>
    isForPalette({ key, code: "KeyK", ...bare, ...held }, platform);

  it("is Cmd with K on a Mac, and Ctrl with K elsewhere, whatever letters the keyboard has", () => {
    expect(asks("MacIntel", { metaKey: true })).toBe(true);
    expect(asks("MacIntel", { ctrlKey: true })).toBe(false);
    expect(asks("Linux x86_64", { ctrlKey: true })).toBe(true);
    expect(asks("Win32", { ctrlKey: true }, "ن")).toBe(true);
    expect(asks("Win32", { metaKey: true })).toBe(false);
    expect(asks("Win32", { ctrlKey: true, shiftKey: true })).toBe(false);
    expect(asks("Win32", {})).toBe(false);
  });
});

describe("what a person writes for keys", () => {
  it("is one key, or two after each other, or none", () => {
    expect(parseKeys("E")).toBe("e");
    expect(parseKeys(" g   i ")).toBe("g i");
    expect(parseKeys("")).toBe("");
  });

  it.each(["gi", "g i x", "é", "Enter", "ctrl+k"])("is not %j", (written) => {
    expect(parseKeys(written)).toBeNull();
  });
});

describe("pressing keys", () => {
  const keymap = { next: "j", inbox: "g i", mine: "g m", gone: "" };

  it("does what the key is for", () => {
    expect(press("", "j", keymap)).toEqual({ begun: "", id: "next" });
    expect(press("", "x", keymap)).toEqual({ begun: "" });
  });

  it("waits for the second of two", () => {
    expect(press("", "g", keymap)).toEqual({ begun: "g" });
    expect(press("g", "m", keymap)).toEqual({ begun: "", id: "mine" });
  });

  it("begins anew with a key that leads nowhere after the first", () => {
    expect(press("g", "j", keymap)).toEqual({ begun: "", id: "next" });
    expect(press("g", "g", keymap)).toEqual({ begun: "g" });
    expect(press("g", "x", keymap)).toEqual({ begun: "" });
  });
});

describe("keys that are in each other's way", () => {
  it("are the same ones, and the first of another's two", () => {
    expect(conflictsIn({ one: "e", two: "e", three: "g", four: "g i", five: "", six: "" })).toEqual(
      new Map([
        ["one", ["two"]],
        ["two", ["one"]],
        ["three", ["four"]],
        ["four", ["three"]],
      ]),
    );
  });

  it("are none among the usual ones", () => {
    expect(conflictsIn(keymapOf(USUAL)).size).toBe(0);
    for (const id of commandIds) expect(parseKeys(commands[id].keys), id).toBe(commands[id].keys);
  });
});

describe("the keys somebody chose", () => {
  it("come back as they were kept, the others as usual", () => {
    const settings = { isOn: false, keys: { next: "n", search: "" } };
    expect(readKeySettings(JSON.stringify(settings))).toEqual(settings);
    expect(keymapOf(settings)).toMatchObject({ next: "n", search: "", previous: "k" });
  });

  it.each([
    null,
    "",
    "{",
    "null",
    "7",
    '"on"',
    '{"keys":7}',
    '{"keys":{"next":"jj","nothing":"x","search":1}}',
  ])("are the usual ones where the browser kept %j", (kept) => {
    expect(readKeySettings(kept)).toEqual(USUAL);
  });
});

describe("what is looked for", () => {
  const things = ["Next conversation", "Reply", "Inés Núñez", "أكمل المحادثة", "Conversation with Leo"].map(
    (words) => ({ id: words, words }),
  );
  const ids = (query: string, recent: string[] = []) => found(things, query, recent).map(({ id }) => id);

  it("is everything at first, what was used last before the others", () => {
    expect(ids("", ["Reply", "gone"])).toEqual([
      "Reply",
      ...things.map(({ id }) => id).filter((id) => id !== "Reply"),
    ]);
  });

  it("has every word that was typed, its beginning first, whatever the case and the accents", () => {
    expect(ids("conv")).toEqual(["Conversation with Leo", "Next conversation"]);
    expect(ids("nunez INES")).toEqual(["Inés Núñez"]);
    expect(ids("المحادثة")).toEqual(["أكمل المحادثة"]);
    expect(ids("conv zebra")).toEqual([]);
  });

  it("puts what was used last first among what fits as well", () => {
    expect(ids("e", ["Inés Núñez"])[0]).toBe("Inés Núñez");
  });
});
