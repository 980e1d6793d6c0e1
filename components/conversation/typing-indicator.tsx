import { namesOf } from "./presence";

/** Its line is always there, so that nothing moves when somebody begins to type. */
export function TypingIndicator({ people }: { people: { name: string }[] }) {
  return (
    <p className="flex h-6 items-center gap-2 px-5 text-xs text-ink-faint" role="status">
      {people.length > 0 && (
        <>
          <span aria-hidden="true" className="inline-flex gap-0.5">
            {[0, 150, 300].map((delayMs) => (
              <span
                className="size-1.5 animate-bob rounded-full bg-ink-faint"
                key={delayMs}
                style={{ animationDelay: `${delayMs}ms` }}
              />
            ))}
          </span>
          <span className="min-w-0 truncate" dir="auto">
            {namesOf(people)} {people.length === 1 ? "is" : "are"} typing…
          </span>
        </>
      )}
    </p>
  );
}
