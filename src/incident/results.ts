import type { Verdict } from "../core/contracts.ts";
import { readCode } from "./codes.ts";

/** How much of what was wrong was named: all of it and nothing else, some of it, none of it. */
export type Cause = "right" | "part" | "wrong";

/** How one person solved one incident: what a file keeps of it. */
export type Outcome = {
  code: string;
  difficulty: string;
  /** The causes that were named; none where the answer was that nothing is wrong. */
  named: readonly string[];
  cause: Cause;
  repair: string;
  repairRight: boolean;
  /** Minutes spent on checks until the commitment. */
  minutes: number;
  /** The checks in the order in which they were made; `at` is the minute at which each was done. */
  checks: readonly { id: string; name: string; at: number; verdict: Verdict }[];
  /** EUR lost until all is well: under this repair, under the right one, and if nobody does anything. */
  lost: { yours: number; right: number; nothing: number };
  /** 0 to 100. */
  score: number;
};

export type Results = {
  format: typeof FORMAT;
  version: typeof VERSION;
  person: string;
  outcomes: readonly Outcome[];
};

export const FORMAT = "as-of/incident-results";
/** A change that gives an old field another meaning raises it. `public/schemas/incident-results.schema.json` describes it. */
export const VERSION = 1;

/** A name longer than this is cut. */
const LONGEST_NAME = 60;
/** More outcomes than a term of incidents: whoever writes more has written something else. */
const MOST_OUTCOMES = 200;

/** The results of a person as the text of a file. */
export function writeResults(person: string, outcomes: readonly Outcome[]): string {
  const results: Results = { format: FORMAT, version: VERSION, person: nameOf(person), outcomes };
  return `${JSON.stringify({ $schema: "incident-results.schema.json", ...results }, null, 2)}\n`;
}

/** A person's name as it is kept: in one line, not too long, never empty. */
export function nameOf(person: string): string {
  const name = person.replace(/\s+/g, " ").trim().slice(0, LONGEST_NAME);
  return name === "" ? "somebody" : name;
}

/**
 * The results in the text of a file, or a sentence on what is wrong with it. Whatever else the file holds is left out. Never throws:
 * a file may come from anyone.
 */
export function readResults(file: string, text: string): { results: Results } | { problem: string } {
  const refuse = (why: string) => ({ problem: `“${file}” was left out: ${why}` });
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return refuse("it is not JSON. Choose a file that the incident room has saved.");
  }
  if (!isRecord(read) || read.format !== FORMAT)
    return refuse("it holds no results of the incident room. Choose a file that was saved there.");
  if (read.version !== VERSION)
    return refuse(
      `its version is ${shortly(read.version)} and this page reads version ${VERSION}. Reload the page, or save the results anew.`,
    );
  if (typeof read.person !== "string") return refuse("it does not say whose results these are (“person”).");
  if (!Array.isArray(read.outcomes)) return refuse("it has no list “outcomes”.");
  if (read.outcomes.length > MOST_OUTCOMES)
    return refuse(`it holds ${read.outcomes.length} outcomes, and ${MOST_OUTCOMES} are the most.`);
  const outcomes: Outcome[] = [];
  for (const [i, one] of read.outcomes.entries()) {
    const outcome = outcomeOf(one);
    if (typeof outcome === "string") return refuse(`outcome ${i + 1} ${outcome}.`);
    outcomes.push(outcome);
  }
  return { results: { format: FORMAT, version: VERSION, person: nameOf(read.person), outcomes } };
}

const VERDICTS: readonly unknown[] = ["rings", "silent", "cannot-tell"];
const CAUSES: readonly unknown[] = ["right", "part", "wrong"];

/** The outcome, or what is wrong with it. */
function outcomeOf(one: unknown): Outcome | string {
  if (!isRecord(one)) return "is not an object";
  const code = typeof one.code === "string" ? readCode(one.code) : { problem: "" };
  if ("problem" in code) return `has no valid code (${shortly(one.code)})`;
  const { lost } = one;
  if (!isText(one.difficulty)) return "has no difficulty";
  if (!CAUSES.includes(one.cause))
    return `has a cause that is ${shortly(one.cause)}, not right, part or wrong`;
  if (!Array.isArray(one.named) || !one.named.every(isText)) return "does not list what was named";
  if (!isText(one.repair) || typeof one.repairRight !== "boolean") return "does not say how it was repaired";
  if (!isNumber(one.minutes) || one.minutes < 0) return `has ${shortly(one.minutes)} minutes`;
  if (!isNumber(one.score)) return `has the score ${shortly(one.score)}`;
  if (!isRecord(lost) || ![lost.yours, lost.right, lost.nothing].every(isNumber))
    return "does not say what was lost";
  if (!Array.isArray(one.checks)) return "has no list of checks";
  const checks: Outcome["checks"][number][] = [];
  for (const check of one.checks) {
    if (!isRecord(check) || !isText(check.id) || !isText(check.name) || !isNumber(check.at))
      return "has a check without id, name or time";
    if (!VERDICTS.includes(check.verdict)) return `has a check whose verdict is ${shortly(check.verdict)}`;
    checks.push({ id: check.id, name: check.name, at: check.at, verdict: check.verdict as Verdict });
  }
  return {
    code: code.code,
    difficulty: one.difficulty,
    named: [...one.named],
    cause: one.cause as Cause,
    repair: one.repair,
    repairRight: one.repairRight,
    minutes: one.minutes,
    checks,
    lost: { yours: Number(lost.yours), right: Number(lost.right), nothing: Number(lost.nothing) },
    score: one.score,
  };
}

const isText = (value: unknown): value is string => typeof value === "string" && value.length <= 200;
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Anything in a few characters, for a sentence. */
function shortly(value: unknown): string {
  const text = value === undefined ? "missing" : JSON.stringify(value);
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}
