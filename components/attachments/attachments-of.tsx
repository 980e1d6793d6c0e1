"use client";

import { lazy, Suspense } from "react";
import type { Attachment } from "@/lib/protocol/message";
import { patiently } from "../patiently";
import { ATTACHMENTS_WIDTH, shapesOf } from "./shapes";

/** Comes with the first message that has some. */
const Attachments = lazy(
  patiently(() => import("./attachments").then((module) => ({ default: module.Attachments }))),
);

/** What a message brings, in its place from the beginning. */
export function AttachmentsOf({ attachments }: { attachments: Attachment[] }) {
  const shapes = shapesOf(attachments);
  return (
    <div
      className={`-mx-1.5 mb-1 flex max-w-[calc(100%+0.75rem)] flex-col gap-1 ${ATTACHMENTS_WIDTH}`}
      dir="auto"
    >
      <Suspense
        fallback={shapes.map(({ ratio, attachments: [first] }) => (
          <div
            className={`rounded-lg bg-current/10 ${ratio ? "" : "h-14"}`}
            key={first?.id}
            style={ratio ? { aspectRatio: ratio } : undefined}
          />
        ))}
      >
        <Attachments shapes={shapes} />
      </Suspense>
    </div>
  );
}
