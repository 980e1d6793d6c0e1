import { YourTime } from "./your-time";

export interface OpeningLineProps {
  opening: { isOpen: boolean; words: string; changesAt: string | null; timeZone: string };
  /** Said before the time by the reader's own clock. */
  yourTime: string;
}

/** Whether it is open and until when; while it is closed, also by the reader's clock. */
export function OpeningLine({ opening, yourTime }: OpeningLineProps) {
  const { isOpen, words, changesAt, timeZone } = opening;
  return (
    <span>
      {words}
      {!isOpen && changesAt && <YourTime at={changesAt} timeZone={timeZone} words={yourTime} />}
    </span>
  );
}
