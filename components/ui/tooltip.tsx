"use client";

import { Tooltip as Primitive } from "radix-ui";
import type { ReactNode } from "react";

const DELAY_MS = 350;

/** Explains the one control inside, on hover and on keyboard focus. What must be known is written on the page instead. */
export function Tooltip({ text, children }: { text: string; children: ReactNode }) {
  return (
    <Primitive.Provider delayDuration={DELAY_MS}>
      <Primitive.Root>
        <Primitive.Trigger asChild>{children}</Primitive.Trigger>
        <Primitive.Portal>
          <Primitive.Content
            className="z-50 max-w-64 rounded-sm border border-transparent bg-ink px-2.5 py-1.5 text-xs font-medium text-paper shadow-floating animate-appear"
            collisionPadding={8}
            sideOffset={6}
          >
            {text}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  );
}
