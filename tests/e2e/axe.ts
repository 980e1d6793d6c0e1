import Axe from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { endMotion } from "../scenes/visit";

/** Looks once nothing fades any more: half of a colour has half of its contrast. */
export class AxeBuilder extends Axe {
  readonly #page: Page;

  constructor(options: { page: Page }) {
    super(options);
    this.#page = options.page;
  }

  override async analyze(): ReturnType<Axe["analyze"]> {
    await endMotion(this.#page);
    return super.analyze();
  }
}
