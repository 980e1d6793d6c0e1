"use client";

import dynamic from "next/dynamic";
import { patiently } from "../patiently";

/** Beside the conversation where there is room for both, else over it. */
export const paneClass =
  "absolute inset-0 z-10 flex min-w-0 flex-col border-s border-line bg-paper outline-none @3xl/talk:static @3xl/talk:w-96 @3xl/talk:shrink-0";

/** Comes with the first thread that is opened; its place is kept free meanwhile. */
export const ThreadPaneWhenAsked = dynamic(
  patiently(() => import("./thread-pane").then((module) => module.ThreadPane)),
  { ssr: false, loading: () => <div aria-busy="true" className={paneClass} /> },
);
