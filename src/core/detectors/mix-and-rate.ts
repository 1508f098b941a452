import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { normalTwoSided } from "../stats/distributions.ts";
import { holm } from "../stats/holm.ts";
import { newcombeInterval } from "../stats/newcombe-interval.ts";
import { cannotTell, figure, percent, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { kitagawa } from "./shared/kitagawa.ts";
import { readLabels } from "./shared/read.ts";
import { segmentsOf, tallySegments } from "./shared/segments.ts";
import { REASONS } from "./shared/words.ts";

const params = {
  part: {
    kind: "number",
    label: "Part that counts, of the older label rate",
    unit: "%",
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.2,
  },
  alpha: {
    kind: "number",
    label: "Significance level",
    unit: "",
    min: 0.001,
    max: 0.2,
    step: 0.001,
    default: 0.01,
  },
} as const;

/**
 * Mix and rate: the change of the label rate between two windows, split exactly into what comes from other people (mix), from
 * the same people behaving otherwise (rate), and from both at once (interaction), over the segments of one column.
 *
 * See `kitagawa` for the formulas and standard errors; p-values of mix and rate are Holm-corrected. It rings where one of the
 * two is significant at alpha and at least `part` of the older window's label rate: also where they cancel out and the total
 * stands still.
 *
 * Blind to: a change within segments that hides behind a column which is not the one decomposed.
 * A false alarm costs a look at the two windows' composition.
 * Source: Kitagawa (1955), "Components of a difference between two rates", JASA 50, with the interaction kept apart.
 */
const mixAndRate: Detector<typeof params> = {
  id: "mix-and-rate",
  name: "Mix and rate",
  family: "who",
  scope: "column",
  accepts: ["category", "number"],
  windows: 2,
  needs: ["label"],
  summary: "Splits the change of the label rate between two windows into who is there and how they behave.",
  source: "Kitagawa (1955), JASA 50",
  blindTo: ["same-day-batch-join", "feature-store-outage"],
  params,
  detect,
  say,
};
export default mixAndRate;

function detect(
  { reference, current, columns, roles }: DetectorInput,
  { part, alpha }: ParamsOf<typeof params>,
): Finding {
  if (current === null) return cannotTell("no-current");
  const older = readLabels(reference, roles);
  if (typeof older === "string") return cannotTell(older);
  const newer = readLabels(current, roles);
  if (typeof newer === "string") return cannotTell(newer);
  const segments = segmentsOf(reference.columns.get(columns[0]!)!, current.columns.get(columns[0]!)!);
  if (segments === null) return cannotTell("too-many-values");
  const count = segments.names.length;
  const before = tallySegments(segments.reference, older.labels, count);
  const now = tallySegments(segments.current!, newer.labels, count);
  const inUse = segments.names.filter((_, s) => before.rows[s]! + now.rows[s]! > 0).length;
  if (inUse < 2) return cannotTell("one-segment");
  const split = kitagawa(before, now);
  const [mixP, rateP] = holm([
    normalTwoSided(split.mix / split.mixError),
    normalTwoSided(split.rate / split.rateError),
  ]) as unknown as [number, number];
  const counts = (value: number, p: number) => p <= alpha && Math.abs(value) >= part * split.before;
  const mixCounts = counts(split.mix, mixP);
  const rateCounts = counts(split.rate, rateP);
  const isMix = Math.abs(split.mix) >= Math.abs(split.rate);
  const facts: Record<string, number | string> = {
    before: split.before,
    now: split.now,
    total: split.total,
    mix: split.mix,
    rate: split.rate,
    interaction: split.interaction,
    mixLow: split.mix - 1.96 * split.mixError,
    mixHigh: split.mix + 1.96 * split.mixError,
    rateLow: split.rate - 1.96 * split.rateError,
    rateHigh: split.rate + 1.96 * split.rateError,
    mixP,
    rateP,
    segments: inUse,
  };
  const largest = [...split.segments.keys()]
    .filter((s) => before.rows[s]! + now.rows[s]! > 0)
    .sort((a, b) => split.segments[b]!.size - split.segments[a]!.size)
    .slice(0, 12);
  for (const [i, s] of largest.entries()) {
    const one = split.segments[s]!;
    facts[`segment.${i + 1}`] = segments.names[s]!;
    facts[`mix.${i + 1}`] = one.mix;
    facts[`rate.${i + 1}`] = one.rate;
    facts[`interaction.${i + 1}`] = one.interaction;
    facts[`shareBefore.${i + 1}`] = one.shareBefore;
    facts[`shareNow.${i + 1}`] = one.shareNow;
  }
  return {
    verdict: mixCounts || rateCounts ? "rings" : "silent",
    statistic: split.total,
    effect: (isMix ? split.mix : split.rate) / split.before,
    interval: newcombeInterval(newer.positives, newer.known, older.positives, older.known),
    pValue: isMix ? mixP : rateP,
    threshold: alpha,
    at: [],
    rows: null,
    reason:
      mixCounts && rateCounts ? "mix-and-rate" : mixCounts ? "mix" : rateCounts ? "rate" : "no-difference",
    facts,
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns, REASONS);
  const { facts } = finding;
  const p = (key: string) => `${figure(Number((100 * Number(facts[key])).toPrecision(3)))} points`;
  const moved = `The label rate went from ${percent(Number(facts.before))} to ${percent(Number(facts.now))}`;
  const parts = `by ${quoted(columns)}, ${p("mix")} of that come from who is there, ${p("rate")} from how the same segments behave, ${p("interaction")} from both at once`;
  const tail = finding.verdict === "rings" ? ` (${pValueText(finding.pValue!)})` : ": neither part counts";
  return `${moved}; ${parts}${tail}.`;
}
