import { type ComponentProps, useId } from "react";

interface TextAreaProps extends Omit<ComponentProps<"textarea">, "id"> {
  label: string;
  hint?: string;
}

/** A field for several lines, which grows with what is in it. */
export function TextArea({ label, hint, ...props }: TextAreaProps) {
  const id = useId();
  return (
    <div>
      <label className="mb-1.5 block text-sm font-medium" htmlFor={id}>
        {label}
      </label>
      <textarea
        aria-describedby={hint ? `${id}-note` : undefined}
        className="block field-sizing-content max-h-80 min-h-20 w-full resize-none rounded-md border border-line-strong bg-surface px-3.5 py-2.5 text-base wrap-anywhere outline-none focus-visible:border-pine-ink focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-pine-ink"
        id={id}
        {...props}
      />
      {hint && (
        <p className="mt-1.5 text-sm text-ink-faint" id={`${id}-note`}>
          {hint}
        </p>
      )}
    </div>
  );
}
