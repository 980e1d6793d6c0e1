import { type Tag, tagHues } from "@/lib/tags";

/** A tag in its colour. */
export function TagChip({ tag: { name, color } }: { tag: Pick<Tag, "name" | "color"> }) {
  return (
    <span
      className="tone-fill inline-block max-w-40 shrink-0 truncate align-middle rounded-full px-2 py-0.5 text-xs font-medium"
      style={{ "--hue": tagHues[color] }}
    >
      <bdi>{name}</bdi>
    </span>
  );
}
