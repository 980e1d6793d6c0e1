import { Specimen } from "./specimen";

const spaces = ["w-1", "w-2", "w-3", "w-4", "w-6", "w-8", "w-12", "w-16"];
const corners = ["rounded-sm", "rounded-md", "rounded-lg", "rounded-xl", "rounded-bubble", "rounded-full"];
/** Written out, since the names of classes are found by reading. */
const motions = {
  appear: "group-hover:animate-appear",
  rise: "group-hover:animate-rise",
  slide: "group-hover:animate-slide",
  breathe: "group-hover:animate-breathe",
  bob: "group-hover:animate-bob",
};

export function Shapes() {
  return (
    <>
      <Specimen name="spacing, in quarters of a rem">
        {spaces.map((width) => (
          <span className="text-center" key={width}>
            <span className={`mx-auto block h-8 bg-pine ${width}`} />
            <span className="font-mono text-xs text-ink-faint">{width.slice(2)}</span>
          </span>
        ))}
      </Specimen>
      <Specimen name="corners">
        {corners.map((corner) => (
          <span
            className={`flex size-24 items-end justify-center border border-line-strong bg-surface pb-3 text-xs ${corner}`}
            key={corner}
          >
            {corner.slice("rounded-".length)}
          </span>
        ))}
      </Specimen>
      <Specimen name="height: sunken, paper, surface, raised, floating">
        <Plate className="bg-sunken" name="sunken" />
        <Plate className="border border-line bg-paper" name="paper" />
        <Plate className="border border-line bg-surface" name="surface" />
        <Plate className="border border-line bg-surface shadow-raised" name="raised" />
        <Plate className="border border-line bg-surface shadow-floating" name="floating" />
      </Specimen>
      <Specimen name="motion: point at one to see it; less of it for who asked for less">
        {Object.entries(motions).map(([name, motion]) => (
          <span className="group overflow-hidden rounded-lg bg-sunken p-4" key={name}>
            <span
              className={`flex h-16 w-32 items-center justify-center rounded-md bg-surface text-xs shadow-raised ${motion}`}
            >
              {name}
            </span>
          </span>
        ))}
      </Specimen>
    </>
  );
}

function Plate({ className, name }: { className: string; name: string }) {
  return (
    <span className={`flex h-20 w-32 items-center justify-center rounded-lg text-sm ${className}`}>
      {name}
    </span>
  );
}
