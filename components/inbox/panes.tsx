"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Group, Panel } from "react-resizable-panels";
import { useTranslations } from "use-intl/react";
import { useMedia } from "../use-media";
import { PaneHandle } from "./pane-handle";
import { keepPaneSizes, keptPaneSizes, LIST_WIDTH, type PaneSizes } from "./pane-sizes";

/** From here on the list and a conversation stand side by side: `md` in the styles. */
const SIDE_BY_SIDE = "(width >= 48rem)";

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
  const isSideBySide = useMedia(SIDE_BY_SIDE);
  const [width] = useState(() => (typeof document === "undefined" ? sizes : keptPaneSizes()).list);
  const group = useRef<HTMLDivElement>(null);
  useFocusThatFollows(group, openId, !isSideBySide);
  return (
    <main
      className="h-[calc(100dvh-var(--spacing-header))] max-md:data-open:h-dvh"
      data-open={openId !== null || undefined}
      id="main"
    >
      <Group
        className="max-md:*:grow! max-md:data-open:*:data-[pane=list]:hidden! max-md:not-data-open:*:data-[pane=open]:hidden!"
        data-open={openId !== null || undefined}
        disabled={!isSideBySide}
        elementRef={group}
        onLayoutChanged={({ list: percent = 0 }, { isUserInteraction }) => {
          const total = group.current?.offsetWidth ?? 0;
          if (isUserInteraction) keepPaneSizes({ list: (percent / 100) * total });
        }}
        resizeTargetMinimumSize={{ coarse: 24, fine: 24 }}
      >
        <Panel
          className="bg-surface"
          data-pane="list"
          defaultSize={width}
          groupResizeBehavior="preserve-pixel-size"
          id="list"
          maxSize={LIST_WIDTH.max}
          minSize={LIST_WIDTH.min}
          style={{ overflow: "hidden" }}
        >
          <section aria-label={t("list.label")} className="h-full overflow-y-auto" data-list>
            {list}
          </section>
        </Panel>
        <PaneHandle className="max-md:hidden" label={t("widthOfList")} />
        <Panel data-pane="open" id="open" style={{ overflow: "hidden" }}>
          {children}
        </Panel>
      </Group>
    </main>
  );
}

/** Where one pane takes the other's place, the focus goes along: to the way back, and from there to the line it left. */
function useFocusThatFollows(
  group: { current: HTMLElement | null },
  openId: string | null,
  isOneAtATime: boolean,
): void {
  const shownId = useRef(openId);
  useEffect(() => {
    const leftId = shownId.current;
    shownId.current = openId;
    if (!isOneAtATime || leftId === openId) return;
    const wanted = openId === null ? `[data-conversation="${leftId}"]` : "[data-pane=open] a";
    group.current?.querySelector<HTMLElement>(wanted)?.focus();
  }, [group, openId, isOneAtATime]);
}
