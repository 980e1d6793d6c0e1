import Axe from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { endMotion } from "../scenes/visit";

/** Looks while nothing fades, not even what comes meanwhile: half of a colour has half of its contrast. */
export class AxeBuilder extends Axe {
  readonly #page: Page;

  constructor(options: { page: Page }) {
    super(options);
    this.#page = options.page;
  }

  override async analyze(): ReturnType<Axe["analyze"]> {
    const page = this.#page;
    const isCalm = await page.evaluate(() => matchMedia("(prefers-reduced-motion: reduce)").matches);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await endMotion(page);
    const found = await super.analyze();
    if (!isCalm) await page.emulateMedia({ reducedMotion: null });
    return found;
  }
}
