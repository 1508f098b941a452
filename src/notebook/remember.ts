import { useMemo } from "react";
import { usePreferences } from "../state/preferences.ts";

/**
 * A reader's answer, kept on this device under `<chapter>/<question>`; null where there is none, or where `valid` does not know its
 * shape.
 */
export function useAnswer<T>(
  question: string,
  valid: (value: unknown) => value is T,
): [T | null, (value: T | null) => void] {
  const text = usePreferences((choices) => choices.predictions[question]);
  const keep = usePreferences((choices) => choices.setPrediction);
  const answer = useMemo(() => parse(text), [text]);
  return [
    valid(answer) ? answer : null,
    (next) => keep(question, next === null ? null : JSON.stringify(next)),
  ];
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
