/** One thing that can be looked at, as the page lists it. What it does stands in `checks/<id>.ts`. */
export type CheckLine = {
  id: string;
  name: string;
  /** What it answers, as a question. */
  asks: string;
  minutes: number;
  group: "look" | "compare" | "dig";
};

export const GROUPS: Readonly<Record<CheckLine["group"], string>> = {
  look: "Look it up",
  compare: "Compare",
  dig: "Dig, or ask",
};

/** Every check with its price, the cheap ones first. */
export const CHECKS = [
  {
    id: "releases",
    name: "Release log",
    asks: "What went live, when, and what did it learn from?",
    minutes: 2,
    group: "look",
  },
  {
    id: "latency",
    name: "Latency and arrival",
    asks: "Does the service answer in time, and do its rows arrive in time?",
    minutes: 2,
    group: "look",
  },
  {
    id: "missing",
    name: "Missing values",
    asks: "Which values are absent, and at which hours?",
    minutes: 3,
    group: "look",
  },
  {
    id: "schema",
    name: "Schema and volume",
    asks: "Do columns, categories, ranges and row counts look as they always did?",
    minutes: 3,
    group: "look",
  },
  {
    id: "stopped",
    name: "Threshold and stopped share",
    asks: "Is as much stopped as the release promised, at the score that it promised?",
    minutes: 3,
    group: "look",
  },
  {
    id: "maturity",
    name: "Label maturity",
    asks: "Are the labels of these days in yet?",
    minutes: 4,
    group: "compare",
  },
  {
    id: "drift",
    name: "Drift of every feature",
    asks: "Has any feature moved away from training?",
    minutes: 5,
    group: "compare",
  },
  {
    id: "estimate",
    name: "Estimate without labels",
    asks: "How well should the model do, by its own scores?",
    minutes: 6,
    group: "compare",
  },
  {
    id: "errors",
    name: "Errors on mature labels",
    asks: "Where the labels are in: does the model err more than it did?",
    minutes: 6,
    group: "compare",
  },
  {
    id: "segments",
    name: "Fraud by segment",
    asks: "Is there a group of customers for which all is different?",
    minutes: 8,
    group: "compare",
  },
  {
    id: "classifier",
    name: "Domain classifier",
    asks: "Can a model tell these days from training at all, over all features at once?",
    minutes: 10,
    group: "dig",
  },
  {
    id: "parity",
    name: "Served against recomputed rows",
    asks: "Computed anew from the log: do the same rows give the same features?",
    minutes: 10,
    group: "dig",
  },
  {
    id: "joins",
    name: "Audit of the feature joins",
    asks: "Did the live model learn from values that nobody could have known?",
    minutes: 12,
    group: "dig",
  },
  {
    id: "bank",
    name: "Ask the bank",
    asks: "What does the bank count on its own books, reported or not?",
    minutes: 15,
    group: "dig",
  },
] as const satisfies readonly CheckLine[];

export type CheckId = (typeof CHECKS)[number]["id"];

/** Minutes that one has. It is three in the morning; at four the day's first batch goes out. */
export const BUDGET = 60;

/** The check of that id. Throws, naming it, where there is none. */
export function checkOf(id: string): (typeof CHECKS)[number] {
  const found = CHECKS.find((one) => one.id === id);
  if (!found) throw new Error(`There is no check “${id}”.`);
  return found;
}
