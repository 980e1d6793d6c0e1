import { describe, expect, it } from "vitest";
import {
  CUSTOMER_WIDTH,
  clampWidth,
  LIST_WIDTH,
  paneSizesText,
  readPaneSizes,
} from "@/components/inbox/pane-sizes";
import { placeAfter } from "@/components/inbox/place-after";

describe("the sizes of the panes", () => {
  const usual = { list: LIST_WIDTH.usual, customer: CUSTOMER_WIDTH.usual, isCustomerShown: true };

  it("come back from the cookie as they went in", () => {
    const sizes = { list: 300, customer: 400, isCustomerShown: false };
    expect(readPaneSizes(paneSizesText(sizes))).toEqual(sizes);
  });

  it.each([undefined, "", "wide", "-1.-1.open", "1e3.0x20.open", "99999.99999"])(
    "are the usual ones where the cookie says %j",
    (value) => expect(readPaneSizes(value)).toEqual(usual),
  );

  it("are never beyond what a pane may have, whoever wrote the cookie", () => {
    expect(readPaneSizes("1.1.open")).toMatchObject({ list: LIST_WIDTH.min, customer: CUSTOMER_WIDTH.min });
    expect(readPaneSizes("9999.9999.open")).toMatchObject({
      list: LIST_WIDTH.max,
      customer: CUSTOMER_WIDTH.max,
    });
  });
});

describe("a width", () => {
  it("is whole and within its limits", () => {
    expect(clampWidth(LIST_WIDTH, 300.4)).toBe(300);
    expect(clampWidth(LIST_WIDTH, -20)).toBe(LIST_WIDTH.min);
    expect(clampWidth(LIST_WIDTH, LIST_WIDTH.max + 1)).toBe(LIST_WIDTH.max);
  });
});

describe("a key in the list", () => {
  const plain = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

  it.each([
    ["ArrowDown", 0, 1],
    ["ArrowDown", 4, 4],
    ["ArrowUp", 3, 2],
    ["ArrowUp", 0, 0],
    ["Home", 3, 0],
    ["End", 1, 4],
    ["Enter", 2, undefined],
  ])("%s leads from place %i to %s", (key, place, next) => {
    expect(placeAfter({ ...plain, key }, place, 4)).toBe(next);
  });

  it("is the browser's with a modifier", () => {
    expect(placeAfter({ ...plain, altKey: true, key: "ArrowUp" }, 3, 4)).toBeUndefined();
  });
});
