import { contrastOf, PAIRS, type Palette } from "./contrast";

/** Every pair that is meant to be read, in both themes at once, with what was measured. */
export function Colours({ palettes }: { palettes: { light: Palette; dark: Palette } }) {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      {(["light", "dark"] as const).map((theme) => (
        <div
          className="rounded-xl border border-line bg-paper p-5 text-ink"
          key={theme}
          style={tokensOf(palettes[theme])}
        >
          <h3 className="mb-4 font-mono text-xs">{theme}</h3>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-2">
            {PAIRS.flatMap(({ text, on, ratioMin }) =>
              text.flatMap((front) =>
                on.map((ground) => (
                  <Pair
                    front={front}
                    ground={ground}
                    key={`${front} on ${ground}`}
                    palette={palettes[theme]}
                    ratioMin={ratioMin}
                  />
                )),
              ),
            )}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** Puts this part of the page into that theme, whichever the reader has. */
function tokensOf(palette: Palette): Record<string, string> {
  return Object.fromEntries([...palette].map(([name, hex]) => [`--color-${name}`, hex]));
}

interface PairProps {
  front: string;
  ground: string;
  palette: Palette;
  ratioMin: number;
}

function Pair({ front, ground, palette, ratioMin }: PairProps) {
  const [color = "", background = ""] = [palette.get(front), palette.get(ground)];
  const isText = ratioMin === 4.5;
  return (
    <li className="flex items-center gap-2 rounded-md border border-line px-3 py-2" style={{ background }}>
      {!isText && <span className="size-4 shrink-0 rounded-full" style={{ background: color }} />}
      <span className="min-w-0 flex-1 text-xs" style={{ color: isText ? color : palette.get("ink") }}>
        {front} on {ground}
      </span>
      <span
        className="text-xs font-semibold tabular-nums"
        style={{ color: isText ? color : palette.get("ink") }}
      >
        {contrastOf(color, background).toFixed(1)}
      </span>
    </li>
  );
}
