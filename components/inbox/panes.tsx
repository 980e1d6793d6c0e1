"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { PaneHandle } from "./pane-handle";
import { currentPaneSizes, keepPaneSizes, LIST_WIDTH, type PaneSizes } from "./pane-sizes";

/** Below this there is room for one pane only: `max-md` in the styles. */
const ONE_AT_A_TIME = "(width < 48rem)";

interface PanesProps {
  /** As the browser sent them with the request. */
  sizes: PaneSizes;
  list: ReactNode;
  children: ReactNode;
}

/** The list beside what is open; on phones one at a time. */
export function Panes({ sizes, list, children }: PanesProps) {
  const t = useTranslations("inbox");
  const openId = useSelectedLayoutSegment();
  const isOpen = openId !== null;
  const [width, setWidth] = useState(() => currentPaneSizes(sizes).list);
  const panes = useRef<HTMLElement>(null);
  useFocusThatFollows(panes, openId);
  return (
    <main
      className="flex h-[calc(100dvh-var(--spacing-header))] max-md:data-open:h-dvh"
      data-open={isOpen || undefined}
      id="main"
      ref={panes}
    >
      <section
        aria-label={t("list.label")}
        className={`flex shrink-0 flex-col bg-surface max-md:w-full! ${isOpen ? "max-md:hidden" : ""}`}
        id="list"
        style={{ width }}
      >
        {list}
      </section>
      <PaneHandle
        className="max-md:hidden"
        label={t("widthOfList")}
        of={LIST_WIDTH}
        onResize={(wanted, isDone) => {
          setWidth(wanted);
          if (isDone) keepPaneSizes({ list: wanted });
        }}
        pane="list"
        side="end"
        width={width}
      />
      <div className={`min-w-0 flex-1 ${isOpen ? "" : "max-md:hidden"}`} data-opened>
        {children}
      </div>
    </main>
  );
}

/** Where one pane takes the other's place, the focus goes along: to the way back, and from there to the line it left. */
function useFocusThatFollows(panes: RefObject<HTMLElement | null>, openId: string | null): void {
  const shownId = useRef(openId);
  useEffect(() => {
    const leftId = shownId.current;
    shownId.current = openId;
    if (leftId === openId || !window.matchMedia(ONE_AT_A_TIME).matches) return;
    const wanted = openId === null ? `[data-conversation="${leftId}"]` : "[data-opened] a";
    panes.current?.querySelector<HTMLElement>(wanted)?.focus();
  }, [panes, openId]);
}
