import { Specimen } from "./specimen";

const steps = [
  ["text-3xl font-display", "Ask the people who run the place."],
  ["text-2xl font-display", "Small-batch coffee, roasted on the quay"],
  ["text-xl font-display", "Harbor Coffee answers within the hour"],
  ["text-lg", "Write to a business as you would to a neighbour."],
  ["text-base", "The answer comes here, and the conversation stays yours."],
  ["text-chat", "Blackcurrant sounds great. Is the tasting on Saturday still on?"],
  ["text-sm", "Enter sends, Shift-Enter begins a new line"],
  ["text-xs tabular-nums", "14:05 · Delivered · 1,024"],
  ["text-base font-mono", "const answer = await ask();"],
] as const;

export function TypeScale() {
  return (
    <>
      {steps.map(([look, sample]) => (
        <Specimen key={look} name={look}>
          <p className={look}>{sample}</p>
        </Specimen>
      ))}
      <Specimen name="weights 400 500 600 700, accents, Arabic">
        <p className="text-xl">
          Normal <span className="font-medium">Medium</span> <span className="font-semibold">Semibold</span>{" "}
          <span className="font-bold">Bold</span>
        </p>
        <p className="text-xl" lang="es">
          ¿Señal, pingüino, Łódź, Škoda?
        </p>
        <p className="font-display text-xl" dir="rtl" lang="ar">
          اسأل أصحاب المكان
        </p>
      </Specimen>
    </>
  );
}
