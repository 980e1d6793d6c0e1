import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { moveAlongMarks } from "@/components/conversation/marks";
import { moveAlong } from "@/components/search/move-along";
import { ElementOfTest, pressed } from "../support/elements";

beforeEach(() => {
  vi.stubGlobal("Node", ElementOfTest);
  vi.stubGlobal("HTMLElement", ElementOfTest);
});
afterEach(() => void vi.unstubAllGlobals());

describe("the arrow keys in a search", () => {
  const clear = new ElementOfTest(["button"]);
  const field = new ElementOfTest(['input[type="search"]']);
  const hits = ["first", "second"].map(
    (name) => new ElementOfTest(["[data-hit]"], [new ElementOfTest([name])]),
  );
  const [first = field, second = field] = hits;
  const search = new ElementOfTest([], [new ElementOfTest(["form"], [field, clear]), ...hits]);
  const press = (key: string, target: ElementOfTest) => {
    const { event, outcome } = pressed(key, target);
    moveAlong(event, Object(search));
    return outcome();
  };

  it("lead from the field along what was found, and back to it", () => {
    expect(press("ArrowDown", field)).toEqual({ focused: first, isTaken: true });
    expect(press("ArrowDown", first)).toEqual({ focused: second, isTaken: true });
    expect(press("ArrowUp", second)).toEqual({ focused: first, isTaken: true });
    expect(press("ArrowUp", first)).toEqual({ focused: field, isTaken: true });
  });

  it("lead on from what stands inside of a hit", () => {
    const [inner = first] = first.children;
    expect(press("ArrowDown", inner)).toEqual({ focused: second, isTaken: true });
  });

  it("stop at either end, and are the page's own from anywhere else", () => {
    expect(press("ArrowUp", field)).toEqual({ focused: field, isTaken: false });
    expect(press("ArrowDown", second)).toEqual({ focused: second, isTaken: false });
    expect(press("ArrowDown", clear)).toEqual({ focused: clear, isTaken: false });
  });

  it("are the only ones that lead anywhere", () => {
    for (const key of ["ArrowLeft", "Enter", "Tab"])
      expect(press(key, field)).toEqual({ focused: field, isTaken: false });
  });

  it("do nothing before there is a search", () => {
    const { event, outcome } = pressed("ArrowDown", field);
    moveAlong(event, null);
    expect(outcome()).toEqual({ focused: field, isTaken: false });
  });

  it("do nothing where it is no element that was pressed in", () => {
    const { event, outcome } = pressed("ArrowDown", field);
    moveAlong({ ...event, target: {} }, Object(search));
    expect(outcome()).toEqual({ focused: field, isTaken: false });
  });
});

describe("the arrow keys at the marks of a timeline", () => {
  const marks = ["seen", "sent", "seen"].map((name) => new ElementOfTest(["[data-mark]", name]));
  const [first = new ElementOfTest([]), second = first, third = first] = marks;
  const link = new ElementOfTest(["a"]);
  const timeline = new ElementOfTest([], [first, new ElementOfTest(["article"], [second]), link, third]);
  const press = (key: string, target: ElementOfTest) => {
    const { event, outcome } = pressed(key, target, timeline);
    moveAlongMarks(event);
    return outcome();
  };

  it("lead from one to the next, whatever lies between them", () => {
    expect(press("ArrowDown", first)).toEqual({ focused: second, isTaken: true });
    expect(press("ArrowDown", second)).toEqual({ focused: third, isTaken: true });
    expect(press("ArrowUp", third)).toEqual({ focused: second, isTaken: true });
  });

  it("stop at either end", () => {
    expect(press("ArrowUp", first)).toEqual({ focused: first, isTaken: false });
    expect(press("ArrowDown", third)).toEqual({ focused: third, isTaken: false });
  });

  it("are the page's own where no mark has the focus, and so are all other keys", () => {
    expect(press("ArrowDown", link)).toEqual({ focused: link, isTaken: false });
    expect(press("ArrowRight", first)).toEqual({ focused: first, isTaken: false });
    const { event, outcome } = pressed("ArrowDown", first, timeline);
    moveAlongMarks({ ...event, target: {} });
    expect(outcome()).toEqual({ focused: first, isTaken: false });
  });
});
