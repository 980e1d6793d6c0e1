"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/lib/action-result";
import { answered } from "../answered";
import { type FromPage, lineToPage, type PageLine } from "./page-line";

interface Asked {
  origins: string[];
  /** Has the business's server say who this is; without a token nobody is known any more. */
  name: (token: string | null) => Promise<ActionResult<{ isNew: boolean }>>;
  /** Somebody else is known from now on. */
  onChange: () => void;
  onOpen: () => void;
}

/** What the frame has to do with the page around it. */
export function usePage({ origins, name, onChange, onOpen }: Asked) {
  /** `isSettled`: who looks is known, as far as the page says. */
  const [page, setPage] = useState({ isSettled: false, isFramed: false, isOpen: false });
  const line = useRef<PageLine>(null);
  const hear = useRef<(said: FromPage) => void>(undefined);

  useEffect(() => {
    const settle = async (token: string | null) => {
      const result = await answered(name(token));
      if (result.ok && result.value.isNew) onChange();
      else if (!result.ok) line.current?.say({ servihub: "refused", code: result.refusal.code });
    };
    hear.current = (said) => {
      if (said.servihub === "hello") {
        const { isOpen } = said;
        const show = () => setPage({ isSettled: true, isFramed: true, isOpen });
        if (said.token === null) show();
        else void settle(said.token).then(show);
      } else if (said.servihub === "identify") void settle(said.token);
      else {
        const isOpen = said.servihub === "open";
        setPage((before) => ({ ...before, isOpen }));
        if (isOpen) onOpen();
      }
    };
  });

  useEffect(() => {
    const opened = lineToPage(window, origins, (said) => hear.current?.(said));
    line.current = opened;
    if (!opened) setPage({ isSettled: true, isFramed: false, isOpen: true });
    return () => {
      opened?.end();
      line.current = null;
    };
  }, [origins]);

  const say = useCallback<PageLine["say"]>((what) => line.current?.say(what), []);
  return { ...page, say };
}
