/** What the room hands to its page. Types alone. Money is EUR, moments are milliseconds since 1970, shares are 0 to 1. */
import type { Verdict } from "../core/contracts.ts";
import type { CheckId } from "./check-list.ts";
import type { Difficulty } from "./difficulty.ts";
import type { Cause } from "./results.ts";

/** A line of a picture: a value a day, null where there is none. */
export type Line = {
  name: string;
  side: "training" | "production" | "plain";
  values: readonly (number | null)[];
};

/** The numbers of a small picture. */
export type Chart =
  | {
      kind: "days";
      title: string;
      unit: Unit;
      /** The day of production of each value. */
      days: readonly number[];
      lines: readonly Line[];
      /** A threshold, where there is one. */
      rule: number | null;
    }
  | {
      kind: "bars";
      title: string;
      unit: Unit;
      /** Pairs of bars: before (training, or before) and now. `before` is null where there is nothing to compare with. */
      items: readonly { name: string; before: number | null; now: number | null }[];
      words: readonly [before: string, now: string];
    };

export type Unit = "%" | "ms" | "rows" | "EUR" | "";

/** What one registered detector said within a check. */
export type Said = { detector: string; name: string; verdict: Verdict; sentence: string };

/** What a check found. */
export type Reading = {
  verdict: Verdict;
  /** What was found, in one word from a short list: so readings of different incidents can be compared. */
  sign: string;
  /** What was found, for a person: one to three sentences. */
  sentence: string;
  said: readonly Said[];
  chart: Chart | null;
};

/** A cause that can be named. */
export type CauseLine = { id: string; name: string; group: string };
export type RepairLine = { id: string; name: string; summary: string; hours: number };

/** What is known when one sits down at 03:00. Nothing of the cause is in it. */
export type Briefing = {
  code: string;
  difficulty: Difficulty;
  /** The moment: 03:00 of a day. */
  at: number;
  /** That day of production; the figures end with the day before. */
  today: number;
  /** Midnight of day 0 of production. */
  productionAt: number;
  alert: { name: string; sentence: string; metric: string };
  message: { from: string; sentences: readonly string[] };
  /** Every line of the dashboard that has an alert. */
  lights: readonly { id: string; name: string; rings: boolean; sentence: string }[];
  charts: readonly Chart[];
  causes: readonly CauseLine[];
  repairs: readonly RepairLine[];
};

/** A check on the way of an expert, with what it left to think of. */
export type ExpertStep = {
  id: CheckId;
  name: string;
  minutes: number;
  sentence: string;
  verdict: Verdict;
  /** How sure one may be of the truth after it, from 0 to 1. */
  sure: number;
};

export type Debrief = {
  /** What was wrong; empty where nothing was. */
  truth: readonly {
    id: string;
    name: string;
    cause: string;
    summary: string;
    /** In words, and from 0 to 1. */
    strength: string;
    strengthShare: number;
    sinceDay: number;
    chapter: string;
    repair: string;
  }[];
  /** Where nothing was wrong: what it was instead. */
  instead: { name: string; summary: string; chapter: string } | null;
  cause: Cause;
  repairRight: boolean;
  /** What each of the repairs that were chosen does here, one sentence each. */
  repairWords: readonly string[];
  money: {
    /** Day by day from the first one of the failure to the last one of the reckoning, EUR beyond the healthy twin, summed up. */
    days: readonly number[];
    nothing: readonly number[];
    yours: readonly number[];
    right: readonly number[];
    lost: { yours: number; right: number; nothing: number };
    /** Lost already when the alert rang. */
    before: number;
  };
  /** Each check that was or could have been made, and whether its reading here speaks for the truth. */
  checks: readonly {
    id: CheckId;
    name: string;
    minutes: number;
    made: boolean;
    verdict: Verdict;
    sentence: string;
    /** How much more likely its reading is under the truth than under what else was possible: above 1 it speaks for it. */
    weight: number;
  }[];
  expert: { steps: readonly ExpertStep[]; minutes: number; solved: boolean };
  minutes: number;
  score: { total: number; lines: readonly { name: string; points: number; of: number; why: string }[] };
};
