import { type FormEvent, startTransition } from "react";

/** Has a script do what a form would do by itself. */
export function insteadOf(send: (form: FormData) => void): (event: FormEvent<HTMLFormElement>) => void {
  return (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(() => send(form));
  };
}
