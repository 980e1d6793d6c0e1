/** Open or not, beside the words that say it: a full dot or an empty one, so it is not told by colour alone. */
export function OpenMark({ isOpen }: { isOpen: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={`size-2.5 shrink-0 rounded-full border-2 ${isOpen ? "border-here bg-here" : "border-line-strong"}`}
    />
  );
}
