import { Drawing } from "../ui/drawing";

const paths = {
  play: "M8 5.500v13l10.500-6.500L8 5.500Z",
  pause: "M8.500 5.500v13M15.500 5.500v13",
  stop: "M7 7h10v10H7Z",
  save: "M12 4.500V15M7 10.500l5 5 5-5M5 19.500h14",
  page: "M7 3.500h7l4.500 4.500V20a.5.5 0 0 1-.5.5H7a.5.5 0 0 1-.5-.5V4a.5.5 0 0 1 .5-.5ZM14 3.500V8h4.500",
  words:
    "M7 3.500h7l4.500 4.500V20a.5.5 0 0 1-.5.5H7a.5.5 0 0 1-.5-.5V4a.5.5 0 0 1 .5-.5ZM14 3.500V8h4.500M9.500 12.500h6M9.500 16h6",
  packed: "M4.500 8.500h15V19a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1V8.500ZM3.500 4.500h17v4h-17v-4ZM10 12.500h4",
  sound:
    "M9 18V6l10-2v12M9 18a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0ZM19 16a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0Z",
  picture:
    "M4.500 5h15a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM4 17l5-5 4 4 3-3 4 4M9 9.500v.01",
  film: "M4.500 6h11v12h-11ZM15.500 10.500l5-3v9l-5-3",
} as const;
export type GlyphName = keyof typeof paths;

/** Like an icon; these come with what they are for. */
export function Glyph({ name, className = "size-5" }: { name: GlyphName; className?: string }) {
  return <Drawing className={className} isFilled={name === "play" || name === "stop"} path={paths[name]} />;
}
