import { clockOf, dayNameOf, fullDateOf, listTimeOf, type Reader } from "../ui/moment";

const forms = { clock: clockOf, day: dayNameOf, list: listTimeOf } as const;

interface PlainTimeProps {
  at: string;
  form: keyof typeof forms;
  /** As the server knows them. */
  reader: Reader;
  className?: string;
}

/** A moment that no script has to put right. */
export function PlainTime({ at, form, reader, className }: PlainTimeProps) {
  return (
    // Where the reader's browser writes it otherwise, it stays as the server wrote it.
    <time className={className} dateTime={at} suppressHydrationWarning title={fullDateOf(at, reader)}>
      {forms[form](at, reader)}
    </time>
  );
}
