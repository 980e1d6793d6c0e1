import { expect, test } from "@playwright/test";

/** What the product may cost those who use it. Bytes are those on the way, compressed. */
export const BUDGETS = {
  "chat code before the first touch": { most: 5_000, unit: "bytes" },
  "chat code when opened": { most: 60_000, unit: "bytes" },
  "the button of the widget": { most: 5_000, unit: "bytes" },
  "all code of the inbox": { most: 250_000, unit: "bytes" },
  "largest contentful paint": { most: 2_500, unit: "ms" },
  "layout shift": { most: 0, unit: "" },
  "interaction to next paint": { most: 200, unit: "ms" },
  "DOM nodes of a timeline": { most: 2_000, unit: "" },
  "frames dropped in a timeline": { most: 1, unit: "%" },
} as const;
export type Budget = keyof typeof BUDGETS;

export interface Figure {
  budget: Budget;
  /** Where it was measured. */
  where: string;
  value: number;
}

/** Keeps the figure for the table, and fails the test once it is over. */
export function spend(budget: Budget, where: string, value: number): void {
  const figure: Figure = { budget, where, value };
  test.info().annotations.push({ type: "figure", description: JSON.stringify(figure) });
  expect.soft(value, `${budget}, ${where}`).toBeLessThanOrEqual(BUDGETS[budget].most);
}
