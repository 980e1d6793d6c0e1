import { initialsOf } from "@/components/ui/avatar";
import { hexOfOklch } from "@/components/ui/oklch";
import { toneOf } from "@/components/ui/tone";

/** `--tone-fill` and `--tone-ink` of the light theme. */
const FILL: [number, number] = [0.885, 0.055];
const INK: [number, number] = [0.36, 0.07];

const SIDE_PX = 240;
const CORNERS_PX = 56;

interface BusinessMarkProps {
  id: string;
  name: string;
  /** As an address that holds the picture itself. */
  logo: string | null;
}

/** The square of a business, as its page shows it. */
export function BusinessMark({ id, name, logo }: BusinessMarkProps) {
  if (logo)
    return (
      // biome-ignore lint/performance/noImgElement: this one is drawn into a picture
      <img alt="" height={SIDE_PX} src={logo} style={{ borderRadius: CORNERS_PX }} width={SIDE_PX} />
    );
  const hue = toneOf(id)["--hue"] ?? 0;
  return (
    <div
      style={{
        display: "flex",
        alignItems: "center",
        justifyContent: "center",
        width: SIDE_PX,
        height: SIDE_PX,
        borderRadius: CORNERS_PX,
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
