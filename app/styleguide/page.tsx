import fs from "node:fs/promises";
import path from "node:path";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Colours } from "@/components/styleguide/colours";
import { palettesOf } from "@/components/styleguide/contrast";
import { Controls } from "@/components/styleguide/controls";
import { Notices } from "@/components/styleguide/notices";
import { Overlays } from "@/components/styleguide/overlays";
import { Shapes } from "@/components/styleguide/shapes";
import { TypeScale } from "@/components/styleguide/type-scale";

export const metadata: Metadata = { title: "Style guide", robots: { index: false } };

/** What there is to build with, for who builds with it: while developing only, and in English only. */
export default async function Page() {
  if (process.env.NODE_ENV === "production") notFound();
  const css = await fs.readFile(path.join(process.cwd(), "app", "globals.css"), "utf8");
  return (
    <main className="mx-auto max-w-page px-4 pt-12 pb-24 sm:px-6" dir="ltr" id="main" lang="en">
      <h1 className="font-display text-3xl">Style guide</h1>
      <p className="mt-3 max-w-prose text-lg text-ink-soft">
        Warm paper, brown ink, pine for what we say and do, clay for what waits for an answer. Everything here
        is made of the tokens in <code className="font-mono text-base">app/globals.css</code>.
      </p>
      <Section title="Type">
        <TypeScale />
      </Section>
      <Section title="Colour">
        <Colours palettes={palettesOf(css)} />
      </Section>
      <Section title="Space, corners, height, motion">
        <Shapes />
      </Section>
      <Section title="Controls">
        <Controls />
      </Section>
      <Section title="Over the page">
        <Overlays />
      </Section>
      <Section title="What tells">
        <Notices />
      </Section>
    </main>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-14 border-t border-line pt-8">
      <h2 className="mb-6 font-display text-2xl">{title}</h2>
      <div className="space-y-8">{children}</div>
    </section>
  );
}
