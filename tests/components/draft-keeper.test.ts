import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DraftKeeper, SAVED_EVERY_MS } from "@/components/inbox/draft-keeper";
import { DRAFT_LENGTH_MAX, type DraftKeeping, type KeptDraft } from "@/lib/kept-draft";
import { Refusal } from "@/lib/refusal";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const later = (ms = SAVED_EVERY_MS) => vi.advanceTimersByTimeAsync(ms);

/** What the site keeps of one draft; it can be slow, and lose answers. */
class SiteOfTest {
  kept: KeptDraft = { body: "", rev: 0 };
  saved: string[] = [];
  isDown = false;
  losesAnswers = false;
  gate: Promise<void> = Promise.resolve();

  load = async () => {
    if (this.isDown) throw new Refusal("unavailable");
    return this.kept;
  };

  save = async ({ body, rev }: KeptDraft): Promise<DraftKeeping> => {
    await this.gate;
    if (this.isDown) throw new Refusal("unavailable");
    if (rev !== this.kept.rev) return { ...this.kept, isKept: false };
    this.saved.push(body);
    this.kept = { body, rev: rev + 1 };
    if (this.losesAnswers) throw new Refusal("unavailable");
    return { ...this.kept, isKept: true };
  };
}

/** A tab of one conversation; its storage outlives the keeper. */
class PageOfTest {
  body = "";
  kept: KeptDraft | undefined;
  readonly listeners = new Set<() => void>();
  read = () => this.body;
  write = (body: string) => {
    this.body = body;
    for (const listener of this.listeners) listener();
  };
  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  readKept = () => this.kept;
  writeKept = (kept: KeptDraft) => {
    this.kept = kept;
  };
}

function opened(site: SiteOfTest, page = new PageOfTest()) {
  const keeper = new DraftKeeper(page, site);
  return { page, keeper, stop: keeper.start() };
}

describe("a draft on several devices", () => {
  it("is saved while it is written, not at every stroke, and at once when it was sent", async () => {
    const site = new SiteOfTest();
    const { page } = opened(site);
    await later(0);
    for (const body of ["H", "He", "Hel"]) page.write(body);
    await later(SAVED_EVERY_MS - 1);
    expect(site.saved).toEqual([]);
    await later(1);
    expect(site.saved).toEqual(["Hel"]);
    page.write("");
    await later(0);
    expect(site.kept).toEqual({ body: "", rev: 2 });
  });

  it("is there on another device, where it was begun on none, and gone there where it was sent here", async () => {
    const site = new SiteOfTest();
    const here = opened(site);
    here.page.write("Hello Maya");
    await later();
    const there = opened(site);
    await later(0);
    expect(there.page.body).toBe("Hello Maya");
    here.page.write("");
    await later(0);
    await there.keeper.refresh();
    expect(there.page.body).toBe("");
  });

  it("comes by itself to an empty field, and goes from there once it was sent, as soon as that is heard", async () => {
    const site = new SiteOfTest();
    const [here, there] = [opened(site), opened(site)];
    await later(0);
    here.page.write("Hello");
    await later();
    there.keeper.hear(site.kept.rev);
    await later(0);
    expect(there.page.body).toBe("Hello");
    here.page.write("");
    await later(0);
    there.keeper.hear(site.kept.rev);
    await later(0);
    expect([there.page.body, there.keeper.getOffer()]).toEqual(["", undefined]);
  });

  it("never takes the place of what is being typed, and is offered no more once it was sent", async () => {
    const site = new SiteOfTest();
    const [here, there] = [opened(site), opened(site)];
    await later(0);
    there.page.write("N");
    here.page.write("Yes");
    here.stop();
    await later(0);
    there.keeper.hear(site.kept.rev);
    await later(0);
    expect([there.page.body, there.keeper.getOffer()]).toEqual(["N", "Yes"]);
    site.kept = { body: "", rev: 7 };
    there.keeper.hear(7);
    await later();
    expect([there.page.body, there.keeper.getOffer(), site.kept.body]).toEqual(["N", undefined, "N"]);
  });

  it("does not offer its own words back, told of them before the answer to their saving", async () => {
    const site = new SiteOfTest();
    const { page, keeper } = opened(site);
    await later(0);
    const load = vi.spyOn(site, "load");
    let open = () => {};
    page.write("Hello Maya");
    const save = site.save;
    site.save = async (draft) => {
      const answer = await save(draft);
      keeper.hear(answer.rev);
      await new Promise<void>((resolve) => {
        open = resolve;
      });
      return answer;
    };
    await later();
    page.write("Hel");
    void keeper.refresh();
    await later(0);
    open();
    await later(0);
    expect([page.body, keeper.getOffer()]).toEqual(["Hel", undefined]);
    expect(load).toHaveBeenCalledOnce();
  });

  it("keeps what is on the screen where both were written on, and offers the other", async () => {
    const site = new SiteOfTest();
    const [here, there] = [opened(site), opened(site)];
    await later(0);
    here.page.write("Yes, we have oat milk");
    await later();
    there.page.write("No");
    await later();
    expect([there.page.body, there.keeper.getOffer()]).toEqual(["No", "Yes, we have oat milk"]);
    // Until somebody chooses, nothing is overwritten.
    there.page.write("No, sorry");
    await later(60_000);
    expect(site.kept.body).toBe("Yes, we have oat milk");
    there.keeper.take();
    await later();
    expect(site.kept.body).toBe("No, sorry\nYes, we have oat milk");
    expect(there.keeper.getOffer()).toBeUndefined();
  });

  it("overwrites the other where it is left out, and keeps both where nobody chose", async () => {
    for (const [choose, body] of [
      ["dismiss", "No"],
      ["leave", "No\nYes"],
    ] as const) {
      const site = new SiteOfTest();
      const { page, keeper } = opened(site);
      await later(0);
      site.kept = { body: "Yes", rev: 3 };
      page.write("No");
      await later();
      expect(keeper.getOffer()).toBe("Yes");
      await keeper[choose]();
      await later();
      expect(site.kept).toEqual({ body, rev: 4 });
    }
  });

  it("never goes to another conversation, however late a save comes through", async () => {
    const [mayas, leos] = [new SiteOfTest(), new SiteOfTest()];
    let open = () => {};
    mayas.gate = new Promise((resolve) => {
      open = resolve;
    });
    const first = opened(mayas);
    first.page.write("Dear Maya");
    await later();
    // While that is under way, on to Leo and back and forth.
    first.page.write("Dear Maya, yes");
    first.stop();
    const second = opened(leos);
    second.page.write("Dear Leo");
    second.stop();
    open();
    await later();
    await later();
    expect(mayas.saved).toEqual(["Dear Maya", "Dear Maya, yes"]);
    expect(leos.saved).toEqual(["Dear Leo"]);
  });

  it("survives a crash of the tab, and knows its own words where an answer was lost", async () => {
    const site = new SiteOfTest();
    const page = new PageOfTest();
    const first = opened(site, page);
    await later(0);
    site.losesAnswers = true;
    page.write("Hello");
    await later();
    site.losesAnswers = false;
    page.write("Hello Maya");
    await later(10_000);
    expect([site.kept.body, first.keeper.getOffer()]).toEqual(["Hello Maya", undefined]);
    // Loaded anew by the same tab, it goes on from there.
    const second = opened(site, page);
    page.write("Hello Maya!");
    await later();
    expect([site.kept.body, second.keeper.getOffer()]).toEqual(["Hello Maya!", undefined]);
  });

  it("goes on in the tab while the site is away or will not have it", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    const site = new SiteOfTest();
    site.isDown = true;
    const { page } = opened(site);
    page.write("Hello");
    await later(30_000);
    expect(site.saved).toEqual([]);
    site.isDown = false;
    await later(10_000);
    expect(site.saved).toEqual(["Hello"]);
    page.write("x".repeat(DRAFT_LENGTH_MAX + 1));
    await later();
    page.write("x".repeat(DRAFT_LENGTH_MAX));
    await later();
    expect(site.kept.body).toHaveLength(DRAFT_LENGTH_MAX);
    expect(site.saved).toHaveLength(2);
    expect(warned).toHaveBeenCalled();
  });
});
