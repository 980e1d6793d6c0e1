import type { KeyboardEvent } from "react";

/** From mark to mark by the arrows: a tab stop at each would stand between the reader and the composer. */
export function moveAlongMarks(event: KeyboardEvent<HTMLElement>): void {
  const steps = { ArrowUp: -1, ArrowDown: 1 } as const;
  if ((event.key !== "ArrowUp" && event.key !== "ArrowDown") || !(event.target instanceof HTMLElement))
    return;
  if (!event.target.matches("[data-mark]")) return;
  const marks = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-mark]")];
  const next = marks[marks.indexOf(event.target) + steps[event.key]];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
