interface DrawingProps {
  /** In a square of 24 by 24. */
  path: string;
  isFilled?: boolean;
  className: string;
}

/** One line drawing in the colour of the text. Always beside words or inside something labelled: it says nothing. */
export function Drawing({ path, isFilled = false, className }: DrawingProps) {
  return (
    <svg
      aria-hidden="true"
      className={`shrink-0 ${className}`}
      fill={isFilled ? "currentColor" : "none"}
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth={1.75}
      viewBox="0 0 24 24"
    >
      <path d={path} />
    </svg>
  );
}
