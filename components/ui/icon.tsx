const paths = {
  search: "M21 21l-4.3-4.3M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z",
  send: "M5 12h13M12.5 5.5 19 12l-6.5 6.5",
  close: "M6 6l12 12M18 6 6 18",
  back: "M19 12H5M11 18l-6-6 6-6",
  down: "M12 5v14M6 13l6 6 6-6",
  up: "M12 19V5M6 11l6-6 6 6",
  right: "M9 6l6 6-6 6",
  clock: "M12 7.500V12l3 2M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Z",
  sent: "M5 12.500l4.5 4.500L19 7.5",
  arrived: "M2.5 12.5 7 17l9.5-9.500M12 15.500l1.5 1.500L23 7.5",
  failed: "M12 8v5M12 16.300v.2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  bubble: "M20 12a7.5 7.5 0 0 1-11.2 6.500L4 20l1.5-4.600A7.5 7.5 0 1 1 20 12Z",
  tray: "M4 13l2.5-7.500h11L20 13v5.500H4V13Zm0 0h4.500l1.5 2.500h4l1.5-2.500H20",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c1-3.7 4-5.5 7.5-5.500s6.5 1.8 7.5 5.5",
  people:
    "M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM2.500 19.500c.8-3.2 3.400-4.800 6.500-4.800s5.700 1.600 6.500 4.800M16 4.900a3.500 3.500 0 0 1 0 6.400M18 15.300c1.800.700 3 2.100 3.500 4.200",
  cloud: "M4 4l16 16M8 8.200A5 5 0 0 0 7 18h9.500M19.8 17A4 4 0 0 0 17 10.5 6 6 0 0 0 11.5 7",
  compass: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM15.5 8.500l-2 5-5 2 2-5 5-2Z",
  waits: "M9.500 6.500 4 12l5.500 5.500M4.500 12H14a6 6 0 0 1 6 6v.5",
  thread: "M5.500 4.500v8a3.500 3.500 0 0 0 3.500 3.500h2.500M11.500 4.500h8v6h-8ZM11.500 13.500h8v6h-8Z",
  panel: "M5.500 5h13a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM14.500 5v14",
  more: "M5 11.500v1M12 11.500v1M19 11.500v1",
  copy: "M9.500 8.500h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1ZM5.500 15.500h-.5a1 1 0 0 1-1-1V5.500a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1V6",
  edit: "M4.500 19.500h4L19 9a2.100 2.100 0 0 0 0-3l-1-1a2.100 2.100 0 0 0-3 0L4.500 15.500v4ZM13.500 6.500l4 4",
  bin: "M5 7h14M10 11v5.500M14 11v5.500M6.500 7l.8 11.600a1 1 0 0 0 1 .9h7.400a1 1 0 0 0 1-.9L17.500 7M9.500 7V5.500a1 1 0 0 1 1-1h3a1 1 0 0 1 1 1V7",
  phone:
    "M7 4h2.500l1.500 4-2 1.500a10.500 10.500 0 0 0 5.500 5.500l1.500-2 4 1.500V17a2.500 2.500 0 0 1-2.700 2.500A15.500 15.500 0 0 1 4.500 6.700 2.500 2.500 0 0 1 7 4Z",
  mic: "M12 4a2.500 2.500 0 0 0-2.500 2.500v5a2.500 2.500 0 0 0 5 0v-5A2.500 2.500 0 0 0 12 4ZM6.500 11.500a5.500 5.500 0 0 0 11 0M12 17v3",
  micOff:
    "M4 4l16 16M9.500 6.500a2.500 2.500 0 0 1 5 0v4M14 13a2.500 2.500 0 0 1-4.500-1.500V9.500M6.500 11.500A5.500 5.500 0 0 0 15.500 15.800M17.500 11.500q0 1-.4 2M12 17v3",
  smile:
    "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.500 14c.8 1.400 2 2.100 3.500 2.100s2.700-.7 3.500-2.100M9 9.300v.2M15 9.300v.2",
  globe:
    "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c2.5 2.600 3.700 5.600 3.700 9S14.500 18.400 12 21c-2.500-2.600-3.700-5.600-3.700-9S9.500 5.600 12 3Z",
  leave: "M14 4.500H6.500a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1H14M10 12h10M16.500 8.500 20 12l-3.500 3.500",
  attach:
    "M19.500 11.500 12 19a5 5 0 0 1-7-7l8-8a3.300 3.300 0 0 1 4.700 4.700l-8 8a1.600 1.600 0 0 1-2.300-2.300l7.200-7.200",
  camera:
    "M4 8h3.500l1.500-2.500h6L16.500 8H20a.5.5 0 0 1 .5.5V18a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V8.500A.5.5 0 0 1 4 8ZM12 16.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7Z",
  microphone:
    "M12 14.500a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3ZM6 11.500a6 6 0 0 0 12 0M12 17.500v3",
  lock: "M6.500 10.500h11a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-7.500a1 1 0 0 1 1-1ZM8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500",
} as const;

/** These point along the line of text, so they turn where it runs from right to left. */
const turning: ReadonlySet<string> = new Set(["send", "back", "right", "leave", "waits", "thread", "panel"]);

export type IconName = keyof typeof paths;
export const iconNames = Object.keys(paths).filter((name): name is IconName => name in paths);

/** Always beside words or inside something labelled, so it says nothing of its own. */
export function Icon({ name, className = "size-5" }: { name: IconName; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      className={`shrink-0 ${turning.has(name) ? "rtl:-scale-x-100" : ""} ${className}`}
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth={1.75}
      viewBox="0 0 24 24"
    >
      <path d={paths[name]} />
    </svg>
  );
}
