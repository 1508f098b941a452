import type { Detector, Finding } from "../../core/contracts.ts";
import type { Concern } from "./concerns.ts";
import { familyOf } from "./described.ts";

type Meaning = {
  concern: Concern;
  /** The chapter that explains it. */
  chapter: string | null;
  /** What to do about it, in one sentence. */
  repair: string;
  /** An effect of this size counts in full. */
  large: number;
};

const TIME = "time-travel";
const ABSENCE = "silence";
const WHO = "different-people";
const MATURITY = "label-maturity";
const MOVED = "data-drift";
const MEANING = "concept-drift";
const SKEW = "skew";
const BROKEN = "broken-data";
const FEEDBACK = "feedback";
const PAST = "overfitting";

const MEANINGS: Readonly<Record<string, Meaning>> = {
  "availability-audit": {
    concern: "leak",
    chapter: TIME,
    large: 0.2,
    repair:
      "Join features as of the moment of each row: take the newest value that was known before it, and nothing later.",
  },
  "recipe-match": {
    concern: "leak",
    chapter: TIME,
    large: 0.3,
    repair: "Recompute the column from what was known at each row’s own time, then train again.",
  },
  "lag-one-day": {
    concern: "leak",
    chapter: TIME,
    large: 0.2,
    repair:
      "Train with the column as it was a day before; if the model still works, that is its honest quality.",
  },
  "golden-feature": {
    concern: "leak",
    chapter: TIME,
    large: 0.4,
    repair:
      "Ask where the column comes from and when it is written; leave it out until you know that it precedes the outcome.",
  },
  "point-mass": {
    concern: "absence",
    chapter: ABSENCE,
    large: 0.2,
    repair: "Give the model a flag of its own for “no value” and find out why the value is absent.",
  },
  "mass-over-time": {
    concern: "absence",
    chapter: ABSENCE,
    large: 0.3,
    repair:
      "Look what was released or failed at that time; repair the feed, and mark those rows as missing rather than filled.",
  },
  "missing-share": {
    concern: "absence",
    chapter: BROKEN,
    large: 0.3,
    repair: "Find out why values stopped (or began) to arrive before anything else is compared.",
  },
  "missing-signal": {
    concern: "absence",
    chapter: ABSENCE,
    large: 0.2,
    repair: "Use a flag for the gap only if its reason will stay the same in production.",
  },
  "constant-stretch": {
    concern: "absence",
    chapter: BROKEN,
    large: 0.3,
    repair:
      "Treat the stretch as missing: leave those rows out or train without the column, and fill gaps from the past alone.",
  },
  "unseen-categories": {
    concern: "drift",
    chapter: BROKEN,
    large: 0.1,
    repair: "Decide what the model does with a category it has never seen, and watch how many there are.",
  },
  "label-rate-by-segment": {
    concern: "who",
    chapter: WHO,
    large: 0.2,
    repair: "Report quality and rates by this group, and check that training holds enough of each.",
  },
  "calibration-by-segment": {
    concern: "who",
    chapter: WHO,
    large: 0.1,
    repair: "Calibrate by group, or give the model what distinguishes the groups.",
  },
  "worst-segment": {
    concern: "who",
    chapter: WHO,
    large: 0.2,
    repair: "Look at these rows by hand; more data or a model of their own may help.",
  },
  "mix-and-rate": {
    concern: "who",
    chapter: WHO,
    large: 0.1,
    repair:
      "Weight or train for the new mix where the mix moved; look for a new cause where the rate within groups moved.",
  },
  "repeated-entity": {
    concern: "who",
    chapter: PAST,
    large: 1,
    repair: "Split by the entity, not by row, and use earlier outcomes only from the day they are known.",
  },
  "label-persistence": {
    concern: "who",
    chapter: PAST,
    large: 0.3,
    repair: "Split by time and compare every model with “the same as last time”.",
  },
  "domain-classifier": {
    concern: "drift",
    chapter: MOVED,
    large: 0.3,
    repair: "Look at the columns that tell the two windows apart before training on both together.",
  },
  "performance-estimate": {
    concern: "drift",
    chapter: WHO,
    large: 0.1,
    repair: "Get labels for a sample of the newer rows; the estimate cannot see a changed relation.",
  },
  "truncation-test": {
    concern: "leak",
    chapter: TIME,
    large: 0.3,
    repair: "Recompute the column from rows and reports up to each row’s own time, then train again.",
  },
  "label-shift": {
    concern: "who",
    chapter: MATURITY,
    large: 0.1,
    repair:
      "Find out whether the world, the mix of rows or the labelling changed before recalibrating to the new rate.",
  },
  range: {
    concern: "drift",
    chapter: BROKEN,
    large: 0.1,
    repair: "Decide what the model does beyond the values it was trained on, and look where they come from.",
  },
  "label-maturity": {
    concern: "absence",
    chapter: MATURITY,
    large: 0.3,
    repair: "Leave rows younger than this age out of training and of every comparison by label.",
  },
  "selective-labels": {
    concern: "absence",
    chapter: FEEDBACK,
    large: 0.5,
    repair: "Let a small share through at random, and keep their outcomes: they alone speak for the rest.",
  },
  exposure: {
    concern: "absence",
    chapter: FEEDBACK,
    large: 0.3,
    repair: "Show a small share of the items at random: only of what is shown can the next model learn.",
  },
  lateness: {
    concern: "quality",
    chapter: BROKEN,
    large: 0.3,
    repair:
      "Look at the feed; serve the model the newest value that had arrived, in training as in production.",
  },
  "row-parity": {
    concern: "quality",
    chapter: SKEW,
    large: 0.1,
    repair: "Compute the column in one place for training and production, or mend the side that differs.",
  },
  schema: {
    concern: "quality",
    chapter: BROKEN,
    large: 0.1,
    repair:
      "Ask what was changed at the source; check these rules before every training and every batch of scores.",
  },
  "split-quality": {
    concern: "promise",
    chapter: PAST,
    large: 0.1,
    repair:
      "Report the quality of rows the model never saw; make the model smaller or its data larger until the two come close.",
  },
  "random-against-time": {
    concern: "promise",
    chapter: PAST,
    large: 0.1,
    repair:
      "Split in time, with every entity on one side, and choose models and features by that number alone.",
  },
  "calibration-over-time": {
    concern: "drift",
    chapter: MEANING,
    large: 0.1,
    repair:
      "Recalibrate on the newer labelled rows; if their ranking fell too, train on them, and set thresholds anew either way.",
  },
  "duplicate-rows": {
    concern: "quality",
    chapter: BROKEN,
    large: 0.1,
    repair: "Find out whether the join or the export doubled them; keep one of each before splitting.",
  },
};

/** The detectors of the model's errors, in the order of time. */
const STREAM: Meaning = {
  concern: "drift",
  chapter: MEANING,
  large: 0.1,
  repair:
    "Compare the errors before and after the alarm; if the same inputs now mean something else, train on the rows after it.",
};

const DRIFT: Meaning = {
  concern: "drift",
  chapter: MOVED,
  large: 0.3,
  repair: "Ask what changed at the source; if it is real, train on newer rows and watch the column.",
};

/** Families of which each detector means the same, save those that have an entry of their own. */
const OF_FAMILY: Readonly<Partial<Record<Detector["family"], Meaning>>> = {
  streams: STREAM,
  "two-samples": DRIFT,
};

/** What the check with this id is about. Throws for one of which nothing is said here. */
export function meaningOf(check: string): Meaning {
  if (Object.hasOwn(MEANINGS, check)) return MEANINGS[check]!;
  const family = familyOf(check);
  const meaning = family && OF_FAMILY[family];
  if (!meaning) throw new Error(`Nothing says what a finding of “${check}” means.`);
  return meaning;
}

/** What to do about a mass of one value: missing and a known stand-in are absent, a zero or another value may be real. */
const REAL_OR_FILLED =
  "Ask whether this value is measured or stands in for “no value”. If it is real, the column is an honest feature; if it was filled in, give the model a flag of its own.";

/** The repair of a finding, in one sentence. */
export function repairOf(check: string, { facts }: Finding): string {
  if (check === "point-mass" && (facts.kind === "zero" || facts.kind === "value")) return REAL_OR_FILLED;
  return meaningOf(check).repair;
}
