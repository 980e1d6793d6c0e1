"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import type { Since } from "@/lib/since";
import { AtUnread } from "../conversation/at-unread";
import { patiently } from "../patiently";

const SinceCard = dynamic(patiently(() => import("./since-card").then((module) => module.SinceCard)));

interface SinceLookedProps {
  /** As it was when the conversation was opened: the server says later that all is read. */
  since: Since | null;
  children: ReactNode;
}

/** Says at the divider of what is unread what happened since the reader looked, until they close it. */
export function SinceLooked({ since, children }: SinceLookedProps) {
  const [told, setTold] = useState(since);
  return (
    <AtUnread value={told && <SinceCard onClose={() => setTold(null)} since={told} />}>{children}</AtUnread>
  );
}
