"use client";

import { useEffect } from "react";

/**
 * Leads a browser that has scripts after all, and was faster than they, to the page that lives by them; unless something
 * was begun here.
 */
export function TakeOver({ to }: { to: string }) {
  useEffect(() => {
    const fields = [
      ...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
        "main :is(textarea, input:not([type=hidden]))",
      ),
    ];
    if (fields.every((field) => field.value === "" && field !== document.activeElement))
      window.location.replace(to);
  }, [to]);
  return null;
}
