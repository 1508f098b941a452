/**
 * The shapes that everything above the core is built on. Types alone: nothing here runs.
 */
import type { Random } from "./random.ts";
import type { Column, Table } from "./table/table.ts";

/** One entry drives the control, its range check, its field in the address and its line in the exported code. */
export type ParamSpec =
  | {
      kind: "number";
      label: string;
      /** Shown behind the number: "h", "days", "%", "" for none. A share is held as 0 to 1 with the unit "%". */
      unit: string;
      min: number;
      max: number;
      step: number;
      default: number;
      scale?: "log";
      /** One sentence for the curious, shown under the control. */
      help?: string;
    }
  | {
      kind: "choice";
      label: string;
      options: readonly string[];
      /** The words for each option, in the order of `options`; the options themselves where absent. */
      words?: readonly string[];
      default: string;
      help?: string;
    }
  | { kind: "flag"; label: string; default: boolean; help?: string };

export type ParamTable = Readonly<Record<string, ParamSpec>>;

/** The values that belong to a parameter table. */
export type ParamsOf<P extends ParamTable> = {
  readonly [K in keyof P]: P[K] extends { kind: "number" }
    ? number
    : P[K] extends { kind: "flag" }
      ? boolean
      : string;
};

export type ParamValues = Readonly<Record<string, number | string | boolean>>;

/** What a column is for. The names are those of a saved role map. */
export type Role =
  | "event-time"
  | "label"
  | "label-known-time"
  | "feature-known-time"
  | "entity"
  | "score"
  | "decision"
  | "segment"
  | "key"
  | "split"
  | "numeric"
  | "category"
  | "ignore";

/** The columns that hold each role; most roles hold one. */
export type Roles = Readonly<Partial<Record<Role, readonly string[]>>>;

export type FaultId = string;
export type Verdict = "rings" | "silent" | "cannot-tell";

/** Rows of one of the two tables that a finding points at: at most a few hundred, with the true count beside them. */
export type RowRef = { table: "reference" | "current"; indices: readonly number[]; count: number };

/** What a detector says: numbers alone. The detector's own `say` turns them into a sentence. */
export type Finding = {
  verdict: Verdict;
  /** The detector's own statistic (D, PSI, AUC difference ...); NaN where it cannot tell. */
  statistic: number;
  /** How large the difference is, on a scale that does not grow with the number of rows. */
  effect: number;
  interval: readonly [number, number] | null;
  pValue: number | null;
  /** What the statistic (or p-value) was compared with. */
  threshold: number;
  /** Where it rang: times, row numbers or bins, as the detector defines; empty where it has no place. */
  at: readonly number[];
  rows: RowRef | null;
  /** A code for why: "shifted", "no-difference", "no-label", "too-few-rows" ... */
  reason: string;
  /** The further numbers and names that the sentence and the picture need. */
  facts: Readonly<Record<string, number | string>>;
};

export type DetectorInput = {
  /** The rows of training, or of the older window; where there is one table only, all of it. */
  reference: Table;
  /** The rows of production, or of the newer window; null where there is one table only. */
  current: Table | null;
  /** The columns under test: exactly one for a detector whose scope is "column". */
  columns: readonly string[];
  roles: Roles;
};

/**
 * A detector is one file in `core/detectors` (the default export) and its test. It never changes its input; the same seed
 * gives the same finding. Where a role or enough data is missing it answers "cannot-tell" with a reason; it throws only for
 * impossible parameters, with the value in the message.
 */
export type Detector<P extends ParamTable = ParamTable> = {
  id: string;
  name: string;
  family: "two-samples" | "streams" | "time" | "absence" | "who" | "without-labels" | "pipelines";
  /** "column": run once a feature column; "table": run once, over all columns under test. */
  scope: "column" | "table";
  /** The kinds of column under test that it can read. */
  accepts: readonly Column["kind"][];
  /** Whether it compares two tables (`current` must be there) or reads one. */
  windows: 1 | 2;
  needs: readonly Role[];
  /** Not part of the standard set of a file, since it says what another says already or reads a role otherwise. */
  onRequest?: true;
  /** What it computes, in one plain sentence. */
  summary: string;
  /** The statistic and what it is compared with, as plain text that can be read out: no markup, every letter explained. */
  formula: string;
  /** What an alarm without a cause costs, in one sentence. */
  falseAlarmCost: string;
  /** The paper or the reference implementation, with its version. */
  source: string;
  blindTo: readonly FaultId[];
  params: P;
  detect(input: DetectorInput, params: ParamsOf<P>, random: Random): Finding;
  /**
   * The same in steps, where it may take longer than about 50 ms: between two of them a worker can let messages in. It
   * returns what `detect` returns.
   */
  steps?(input: DetectorInput, params: ParamsOf<P>, random: Random): Generator<void, Finding>;
  /** The finding as one sentence with its numbers, for a person. Column names are quoted in it as plain text. */
  say(finding: Finding, columns: readonly string[]): string;
};

/** An estimate with its interval (95 % unless said otherwise). */
export type Estimate = { value: number; interval: readonly [number, number] };

/** How well a model did on one set of rows. */
export type Metrics = {
  rows: number;
  positives: number;
  rocAuc: Estimate;
  precision: Estimate;
  recall: Estimate;
  /** Expected calibration error, 10 equal-count bins. */
  calibrationError: Estimate;
  /** Cost of the decisions in EUR per 1,000 payments. */
  cost: Estimate;
};

/** One line of the alarm panel: the same detector on the broken world and on its healthy twin. */
export type Alarm = {
  detector: string;
  columns: readonly string[];
  broken: Finding;
  healthy: Finding;
  /** The detector's own words, and what it says of the broken world: a page shows them without loading what computes. */
  words: { name: string; summary: string; source: string; saw: string };
};

/** What the engine hands to a long computation. */
export interface Task<R> {
  /** True progress: steps done of steps in all. */
  progress(done: number, total: number): void;
  /** Hands over the parts that are ready, so that their figures can be drawn before the rest is computed. */
  publish(parts: Partial<R>): void;
  /** Lets messages in; throws an AbortError if the request was cancelled. Call it at least every 50 ms of work. */
  breathe(): Promise<void>;
}

/** What every experiment returns beside the parts of its own. */
export type ExperimentResult = {
  offline: Metrics;
  production: Metrics;
  alarms: readonly Alarm[];
};

/** Pure; runs in a worker and in Node. Its result holds only what the figures draw: a few thousand numbers at most. */
export type Experiment<P extends ParamTable, R extends ExperimentResult> = (
  params: ParamsOf<P>,
  seed: number,
  task: Task<R>,
) => Promise<R>;

/** What a chapter must make a person see, as a claim that can fail. */
export type MustShow<R> = {
  id: string;
  claim: string;
  /** "mean": the mean of `value` over the seeds keeps the bound; "share": `value` is 0 or 1, and so often it must be 1. */
  judge: "mean" | "share";
  value(result: R): number;
  bound: { at: "least" | "most"; value: number };
  /** Parameters that differ from the defaults, where the claim is about another setting. */
  params?: ParamValues;
};

/** A chapter's manifest: the default export of `chapters/<id>/chapter.ts`. The other files of the folder are found by name. */
export type Chapter<P extends ParamTable = ParamTable> = {
  id: string;
  title: string;
  /** One or two sentences under the title. */
  standfirst: string;
  part: 1 | 2 | 3 | 4 | 5;
  order: number;
  seed: number;
  params: P;
  /**
   * Parameters that only the page reads (a day that is shown, a threshold that is dragged). The experiment is asked with their
   * defaults, so that moving one computes nothing anew; what follows from them is worked out by the chapter's `on-page.ts`.
   */
  pageOnly?: readonly (keyof P & string)[];
  sources: readonly { title: string; where: string; url?: string }[];
};

/** A number with the moment from which our systems could read it. */
export type KnownValue = { value: number; knownAt: number };

/** One user's day on two clocks: what `<TwoClocks>` draws. All moments in milliseconds since 1970-01-01T00:00Z. */
export type TwoClocksCase = {
  dayStart: number;
  dayEnd: number;
  /** When the nightly job of this day wrote its numbers. */
  batchAt: number;
  payments: readonly {
    id: string;
    eventAt: number;
    /** EUR */
    amount: number;
    isFraud: boolean;
    /** The feature as the training table holds it; time-travelled where `knownAt` is after `eventAt`. */
    trained: KnownValue;
    /** The feature as production read it at `eventAt`. */
    served: KnownValue;
  }[];
  /** Reports of fraud: the payment that was reported (it may lie on an earlier day) and when the report arrived. */
  reports: readonly { payment: string; reportedAt: number }[];
};
