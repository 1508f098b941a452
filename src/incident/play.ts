import { BUDGET, CHECKS, type CheckId, checkOf } from "./check-list.ts";

/** What a person says in the end. */
export type Commitment = {
  /** Ids of the failures that are named, two at most; none says that nothing is wrong. */
  causes: readonly string[];
  /** Ids of the repairs, two at most. */
  repairs: readonly string[];
};

/** How far a person has come with an incident. All else follows from it and the code. */
export type Play = { checks: readonly CheckId[]; commitment: Commitment | null };

export const START: Play = { checks: [], commitment: null };

/** As many causes, and as many repairs, can be named. */
export const MOST_NAMED = 2;

/** Minutes that these checks took. */
export function minutesOf(checks: readonly CheckId[]): number {
  return checks.reduce((sum, id) => sum + checkOf(id).minutes, 0);
}

/** Minutes that are left. */
export const minutesLeft = ({ checks }: Play): number => BUDGET - minutesOf(checks);

/** Whether a check can still be made: once, within the budget, before the commitment. */
export function canCheck(play: Play, id: CheckId): boolean {
  return play.commitment === null && !play.checks.includes(id) && checkOf(id).minutes <= minutesLeft(play);
}

/** Whether no check can be made any more, so that only the commitment is left. */
export const mustCommit = (play: Play): boolean => CHECKS.every(({ id }) => !canCheck(play, id));

/** The play after a check; the same where it can't be made. */
export function afterCheck(play: Play, id: CheckId): Play {
  return canCheck(play, id) ? { ...play, checks: [...play.checks, id] } : play;
}

/** The play after the commitment; the same where one stands, or where too much is named. */
export function afterCommitment(play: Play, commitment: Commitment): Play {
  if (play.commitment !== null || commitment.repairs.length === 0) return play;
  if (commitment.causes.length > MOST_NAMED || commitment.repairs.length > MOST_NAMED) return play;
  return { ...play, commitment };
}

/** The wall clock after so many minutes: 03:00 and on. */
export function clockAt(minutes: number): string {
  const of = (number: number) => String(number).padStart(2, "0");
  return `${of(3 + Math.floor(minutes / 60))}:${of(minutes % 60)}`;
}

/** A play as one line of text, to be kept. */
export const writePlay = (play: Play): string => JSON.stringify(play);

/** The play in a text that was kept; from the start where it is none. Checks that could not have been made are left out. */
export function readPlay(text: string | undefined): Play {
  try {
    const kept: unknown = JSON.parse(text ?? "");
    if (typeof kept !== "object" || kept === null || !("checks" in kept) || !Array.isArray(kept.checks))
      return START;
    let play = START;
    for (const id of kept.checks) if (CHECKS.some((one) => one.id === id)) play = afterCheck(play, id);
    const commitment = "commitment" in kept ? kept.commitment : null;
    return isCommitment(commitment) ? afterCommitment(play, commitment) : play;
  } catch {
    return START;
  }
}

function isCommitment(value: unknown): value is Commitment {
  if (typeof value !== "object" || value === null || !("causes" in value) || !("repairs" in value))
    return false;
  const texts = (list: unknown) => Array.isArray(list) && list.every((one) => typeof one === "string");
  return texts(value.causes) && texts(value.repairs);
}
