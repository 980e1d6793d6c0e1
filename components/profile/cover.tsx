import { toneOf } from "../ui/tone";

const CIRCLES = [
  { size: 150, share: 0.16 },
  { size: 90, share: 0.52 },
  { size: 210, share: 0.86 },
];
const SPREAD = 0.16;

/** A picture of its own for whoever has none: circles in their colour, the same for the same id, for ever. */
export function Cover({ id, className }: { id: string; className: string }) {
  const tone = toneOf(id);
  const hue = tone["--hue"] ?? 0;
  return (
    <div aria-hidden="true" className={`tone-wash relative overflow-hidden ${className}`} style={tone}>
      {CIRCLES.map(({ size, share }, n) => (
        <span
          className="tone-fill absolute aspect-square rounded-full opacity-60"
          key={size}
          style={{
            blockSize: `${size}%`,
            insetInlineStart: `${(share + drawn(hue, n) * SPREAD - SPREAD / 2) * 100}%`,
            insetBlockStart: `${drawn(hue, n + CIRCLES.length) * 120 - 60}%`,
          }}
        />
      ))}
    </div>
  );
}

/** Between 0 and 1, from what is known: no two pages may differ. */
function drawn(hue: number, n: number): number {
  return ((hue * 7 + n * 89 + 31) % 97) / 97;
}
