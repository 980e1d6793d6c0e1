import { useState, useTransition } from "react";
import { v7 as newId } from "uuid";
import type { ActionResult } from "@/lib/action-result";
import { answered } from "../answered";
import { useRefusalWords } from "../use-refusal-words";

/**
 * Something that is asked of the server at a press: whether it is on its way, and why it was refused. It keeps its id
 * until it was answered, so pressing again after a lost answer asks for the same.
 */
export function useWish<Value>(
  ask: (id: string) => Promise<ActionResult<Value>>,
  onGranted: (value: Value) => void = () => {},
) {
  const [id, setId] = useState(() => newId());
  const [isOnItsWay, startTransition] = useTransition();
  const [problem, setProblem] = useState<string>();
  const refusalWords = useRefusalWords();
  const wish = () =>
    startTransition(async () => {
      const result = await answered(ask(id));
      if (result.ok) {
        setProblem(undefined);
        setId(newId());
        startTransition(() => onGranted(result.value));
      } else {
        setProblem(refusalWords(result.refusal.code));
      }
    });
  return { wish, isOnItsWay, problem };
}
