import { legible } from "@/lib/legible";

/** What a business says first, before its customer has written anything. */
export function Greeting({ label, text }: { label: string; text: string }) {
  return (
    <section aria-label={label} className="shrink-0 px-3 pb-3 sm:px-5">
      <p
        className="w-fit max-w-[85%] rounded-lg border border-line bg-surface px-3.5 py-2.5 whitespace-pre-line wrap-anywhere"
        dir="auto"
      >
        {legible(text)}
      </p>
    </section>
  );
}
