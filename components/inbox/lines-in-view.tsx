"use client";

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import type { ComponentProps, ReactNode, RefObject } from "react";

const LINES_BESIDE_VIEW = 8;
const LINE_HEIGHT_PX = 72;

interface LinesInViewProps extends ComponentProps<"ul"> {
  list: RefObject<HTMLUListElement | null>;
  /** Of what the lines show, in their order. */
  ids: string[];
  /** Drawn wherever the list is scrolled to, so that the focus is not lost. */
  reached: number;
  lineAt: (place: number) => ReactNode;
}

/** A list of any length, drawn where it is looked at. */
export function LinesInView({ list, ids, reached, lineAt, ...props }: LinesInViewProps) {
  const virtualizer = useVirtualizer({
    count: ids.length,
    getItemKey: (place) => ids[place] ?? place,
    getScrollElement: () => list.current?.parentElement ?? null,
    estimateSize: () => LINE_HEIGHT_PX,
    overscan: LINES_BESIDE_VIEW,
    rangeExtractor: (range) =>
      [...new Set([reached, ...defaultRangeExtractor(range)])].toSorted((one, other) => one - other),
  });
  return (
    <ul {...props} className="relative" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, key, start }) => (
        <li
          aria-posinset={index + 1}
          aria-setsize={ids.length}
          className="absolute inset-x-0 top-0"
          data-index={index}
          key={key}
          ref={virtualizer.measureElement}
          style={{ transform: `translateY(${start}px)` }}
        >
          {lineAt(index)}
        </li>
      ))}
    </ul>
  );
}
