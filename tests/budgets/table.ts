import type { Reporter, TestCase, TestError, TestResult } from "@playwright/test/reporter";
import { BUDGETS, type Figure } from "./budgets";

/** Prints what was measured beside what it may be. */
export default class Table implements Reporter {
  readonly #figures: Figure[] = [];
  #isFine = true;

  onTestEnd(test: TestCase, { status, annotations, error }: TestResult): void {
    const figures = annotations
      .filter(({ type }) => type === "figure")
      .map(({ description = "" }): Figure => JSON.parse(description));
    this.#figures.push(...figures);
    if (status !== "passed") this.#isFine = false;
    if (status !== "passed" && figures.every(isWithin)) console.error(`${test.title}: ${error?.message}`);
  }

  onError({ message }: TestError): void {
    this.#isFine = false;
    console.error(message);
  }

  onEnd(): void {
    console.log("");
    for (const figure of this.#figures) console.log(lineOf(figure));
    console.log(
      this.#isFine ? "\nEverything is within its budget." : "\nNot everything is within its budget.",
    );
  }

  printsToStdio(): boolean {
    return true;
  }
}

function isWithin({ budget, value }: Figure): boolean {
  return value <= BUDGETS[budget].most;
}

function lineOf(figure: Figure): string {
  const { most, unit } = BUDGETS[figure.budget];
  const said = (value: number) => `${Math.round(value * 100) / 100} ${unit}`.trim().padStart(14);
  return [
    isWithin(figure) ? "ok  " : "OVER",
    `${figure.budget}, ${figure.where}`.padEnd(58),
    said(figure.value),
    "of",
    said(most).trim(),
  ].join(" ");
}
