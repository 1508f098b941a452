import { type Play, readPlay, writePlay } from "../../incident/play.ts";
import { type Outcome, readResults, writeResults } from "../../incident/results.ts";
import { preferences, usePreferences } from "../../state/preferences.ts";

/**
 * What this browser keeps of the nights: how far each one is, and the first outcome of each. They stand among the answers to
 * questions, so that whoever forgets those forgets these.
 */
const playKey = (code: string) => `incident-room/play ${code}`;
const outcomeKey = (code: string) => `incident-room/outcome ${code}`;

/** How far a person is with the incident of a code. */
export function usePlay(code: string): Play {
  const kept = usePreferences((choices) => choices.predictions[playKey(code)]);
  return readPlay(kept);
}

export function keepPlay(code: string, play: Play | null): void {
  preferences.getState().setPrediction(playKey(code), play === null ? null : writePlay(play));
}

/** Keeps an outcome, unless there is one of this code. */
export function keepOutcome(outcome: Outcome): void {
  const { predictions, setPrediction } = preferences.getState();
  if (predictions[outcomeKey(outcome.code)] === undefined)
    setPrediction(outcomeKey(outcome.code), writeResults("me", [outcome]));
}

/** The outcomes that are kept of these codes, or of all, in their order. */
export function outcomesOf(
  predictions: Readonly<Record<string, string>>,
  codes?: readonly string[],
): Outcome[] {
  const keys =
    codes?.map(outcomeKey) ?? Object.keys(predictions).filter((key) => key.startsWith(outcomeKey("")));
  return keys.flatMap((key) => {
    const kept = predictions[key];
    if (kept === undefined) return [];
    const read = readResults(key, kept);
    return "results" in read ? read.results.outcomes : [];
  });
}
