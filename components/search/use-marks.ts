"use client";

import { type RefObject, useEffect } from "react";
import { hitsIn, type Term } from "@/lib/search";

/** As in app/globals.css. */
const MARK = "found";

/** Marks what is looked for in the messages on the screen, without touching them; nothing where a browser cannot. */
export function useMarks(inside: RefObject<HTMLElement | null>, terms: Term[]): void {
  useEffect(() => {
    const section = inside.current?.closest("section");
    if (!section || !("highlights" in CSS) || terms.length === 0) return;
    let drawing = 0;
    const draw = () => {
      drawing = 0;
      const texts = [...section.querySelectorAll('[role="log"] article')].flatMap(textsIn);
      CSS.highlights.set(MARK, new Highlight(...texts.flatMap((text) => rangesIn(text, terms))));
    };
    const drawSoon = () => {
      drawing ||= requestAnimationFrame(draw);
    };
    const observer = new MutationObserver(drawSoon);
    observer.observe(section, { childList: true, subtree: true, characterData: true });
    drawSoon();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(drawing);
      CSS.highlights.delete(MARK);
    };
  }, [inside, terms]);
}

function textsIn(element: Element): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
  return texts;
}

function rangesIn(text: Text, terms: Term[]): Range[] {
  return hitsIn(text.data, terms).map(({ start, end }) => {
    const range = new Range();
    range.setStart(text, start);
    range.setEnd(text, end);
    return range;
  });
}
