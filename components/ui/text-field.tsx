import { type ComponentProps, useId } from "react";

interface TextFieldProps extends Omit<ComponentProps<"input">, "id"> {
  label: string;
  hint?: string;
  /** What is wrong and what to do about it. */
  error?: string | undefined;
}

export function TextField({ label, hint, error, className = "", ...props }: TextFieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={className}>
      <label className="mb-1.5 block text-sm font-medium" htmlFor={id}>
        {label}
      </label>
      <input
        aria-describedby={note ? `${id}-note` : undefined}
        aria-invalid={error ? true : undefined}
        className="h-11 w-full rounded-md border border-line-strong bg-surface px-3.5 text-base placeholder:text-ink-faint aria-invalid:border-danger"
        id={id}
        {...props}
      />
      {note && (
        <p className={`mt-1.5 text-sm ${error ? "text-danger" : "text-ink-faint"}`} id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  );
}
