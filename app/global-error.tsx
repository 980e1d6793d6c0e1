"use client";

import { useTryingAgain } from "@/components/site/use-trying-again";
import { Button } from "@/components/ui/button";
import { directionOf, isLocale, type Locale } from "@/lib/locale";
import ar from "@/words/failure/ar.json";
import en from "@/words/failure/en.json";
import es from "@/words/failure/es.json";
import { fontVariables } from "./fonts";
import "./globals.css";

const words = { ar, en, es };

/** When even the layout failed there is nobody to give it words, so it has its few in every language. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  useTryingAgain(error, retry);
  const locale = localeHere();
  const { title, advice, again } = words[locale];
  return (
    <html className={fontVariables} dir={directionOf(locale)} lang={locale}>
      <title>{title}</title>
      <body className="grid min-h-dvh place-items-center">
        <main className="max-w-sm px-6 text-center">
          <h1 className="mb-2 font-display text-xl">{title}</h1>
          <p className="mb-6 text-ink-soft">{advice}</p>
          <Button onClick={retry}>{again}</Button>
        </main>
      </body>
    </html>
  );
}

/** What the page spoke, or, where there never was one, what the browser would like. */
function localeHere(): Locale {
  if (typeof document === "undefined") return "en";
  const asked = [document.documentElement.lang, ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return asked.find(isLocale) ?? "en";
}
