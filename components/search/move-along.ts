import type { KeyboardEvent } from "react";

/** The arrow keys lead from the field along what was found, and back to the field. */
export function moveAlong(event: KeyboardEvent, inside: HTMLElement | null): void {
  const way = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (way === 0 || !inside) return;
  const stops = [...inside.querySelectorAll<HTMLElement>('input[type="search"], [data-hit]')];
  const place = stops.findIndex((stop) => stop.contains(event.target instanceof Node ? event.target : null));
  const next = stops[place + way];
  if (place < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
