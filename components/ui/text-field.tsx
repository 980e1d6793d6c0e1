import { type ComponentProps, type ReactNode, useId } from "react";

interface TextFieldProps extends Omit<ComponentProps<"input">, "id"> {
  label: string;
  hint?: string;
  /** What is wrong and what to do about it. */
  error?: string | undefined;
  /** A button inside the field, at its end. */
  trailing?: ReactNode;
}

export function TextField({ label, hint, error, trailing, className = "", ...props }: TextFieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={className}>
      <label className="mb-1.5 block text-sm font-medium" htmlFor={id}>
        {label}
      </label>
      <div className="flex h-11 items-center rounded-md border border-line-strong bg-surface pe-1.5 transition-colors focus-within:border-pine-ink focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-pine-ink has-disabled:opacity-55 has-aria-invalid:border-danger">
        <input
          aria-describedby={note ? `${id}-note` : undefined}
          aria-invalid={error ? true : undefined}
          className="h-full min-w-0 flex-1 rounded-md bg-transparent ps-3.5 pe-2 text-base outline-none placeholder:text-ink-faint"
          id={id}
          {...props}
        />
        {trailing}
      </div>
      {note && (
        <p className={`mt-1.5 text-sm ${error ? "text-danger" : "text-ink-faint"}`} id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  );
}
