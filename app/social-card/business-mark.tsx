import { initialsOf } from "@/components/ui/avatar";
import { hexOfOklch } from "@/components/ui/oklch";
import { toneOf } from "@/components/ui/tone";

/** `--tone-fill` and `--tone-ink` of the light theme. */
const FILL: [number, number] = [0.885, 0.055];
const INK: [number, number] = [0.36, 0.07];

/** The square of a business, as its page shows it. */
export function BusinessMark({ id, name }: { id: string; name: string }) {
  const hue = toneOf(id)["--hue"] ?? 0;
  return (
    <div
      style={{
        display: "flex",
        alignItems: "center",
        justifyContent: "center",
        width: 240,
        height: 240,
        borderRadius: 56,
        background: hexOfOklch(FILL, hue),
        color: hexOfOklch(INK, hue),
        fontSize: 96,
        fontWeight: 700,
      }}
    >
      {initialsOf(name)}
    </div>
  );
}
