"use client";

import { type DragEvent, type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";

interface DropZoneProps {
  onDrop: (files: Iterable<File>) => void;
  children: ReactNode;
}

/** Where files can be dropped, and seen to be while they are dragged across it. */
export function DropZone({ onDrop, children }: DropZoneProps) {
  const t = useTranslations("attachments");
  const [isOver, setIsOver] = useState(false);
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    setIsOver(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: there is a button for the same beside the field
    <div
      className="relative flex min-h-0 flex-1 flex-col"
      onDragEnter={over}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setIsOver(false);
      }}
      onDragOver={over}
      onDrop={(event) => {
        setIsOver(false);
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        onDrop(event.dataTransfer.files);
      }}
    >
      {children}
      {isOver && (
        <p className="pointer-events-none absolute inset-2 z-10 flex items-center justify-center rounded-lg border-2 border-dashed border-pine-ink bg-surface/90 text-lg font-medium text-pine-ink">
          {t("drop")}
        </p>
      )}
    </div>
  );
}
