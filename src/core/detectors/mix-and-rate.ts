import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { normalTwoSided } from "../stats/distributions.ts";
import { holm } from "../stats/holm.ts";
import { newcombeInterval } from "../stats/newcombe-interval.ts";
import { cannotTell, figure, percent, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { designEffect, effective } from "./shared/design-effect.ts";
import { kitagawa } from "./shared/kitagawa.ts";
import { readLabels } from "./shared/read.ts";
import { segmentsOf, tallySegments } from "./shared/segments.ts";
import { REASONS } from "./shared/words.ts";

const PARTS = ["mix", "rate", "interaction"] as const;

const params = {
  part: {
    kind: "number",
    label: "Part that counts, of the older label rate",
    unit: "%",
    min: 0,
    max: 2,
    step: 0.05,
    default: 0.3,
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
 * See `kitagawa` for the formulas and standard errors, which grow with the design effect where rows belong to entities
 * (`designEffect`); the three p-values are Holm-corrected. It rings where a part is significant at alpha and at least `part` of
 * the older window's label rate: also where the parts cancel out and the total stands still.
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
  formula:
    "r′ − r = sum of (w′ − w) · r + sum of w · (r′ − r) + sum of (w′ − w) · (r′ − r), over segments with share w and label rate r before, w′ and r′ now: mix, rate, both",
  falseAlarmCost: "A look at who was there in the two windows.",
  source: "Kitagawa (1955), JASA 50",
  blindTo: ["same-day-batch-join", "feature-store-outage", "serving-skew"],
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
  // Rows of one entity share their fate, in each window: the errors grow with the larger of the two design effects.
  const design = Math.max(
    designEffect(reference, roles, older.labels),
    designEffect(current, roles, newer.labels),
  );
  const spread = Math.sqrt(design);
  const values = PARTS.map((name) => split[name]);
  const errors = PARTS.map((name) => spread * split[`${name}Error`]);
  const pValues = holm(values.map((value, i) => (value === 0 ? 1 : normalTwoSided(value / errors[i]!))));
  const counts = PARTS.filter((_, i) => pValues[i]! <= alpha && Math.abs(values[i]!) >= part * split.before);
  const bySize = [...PARTS.keys()].sort((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!));
  const largest = bySize.find((i) => counts.includes(PARTS[i]!)) ?? bySize[0]!;
  const facts: Record<string, number | string> = {
    before: split.before,
    now: split.now,
    total: split.total,
    mix: split.mix,
    rate: split.rate,
    interaction: split.interaction,
    counts: counts.join(", "),
    designEffect: design,
    segments: inUse,
  };
  for (const [i, name] of PARTS.entries()) {
    facts[`${name}Low`] = values[i]! - 1.96 * errors[i]!;
    facts[`${name}High`] = values[i]! + 1.96 * errors[i]!;
    facts[`${name}P`] = pValues[i]!;
  }
  const listed = [...split.segments.keys()]
    .filter((s) => before.rows[s]! + now.rows[s]! > 0)
    .sort((a, b) => split.segments[b]!.size - split.segments[a]!.size)
    .slice(0, 12);
  for (const [i, s] of listed.entries()) {
    const one = split.segments[s]!;
    facts[`segment.${i + 1}`] = segments.names[s]!;
    facts[`mix.${i + 1}`] = one.mix;
    facts[`rate.${i + 1}`] = one.rate;
    facts[`interaction.${i + 1}`] = one.interaction;
    facts[`shareBefore.${i + 1}`] = one.shareBefore;
    facts[`shareNow.${i + 1}`] = one.shareNow;
  }
  const nowEffective = effective(newer.positives, newer.known, design);
  const beforeEffective = effective(older.positives, older.known, design);
  return {
    verdict: counts.length > 0 ? "rings" : "silent",
    statistic: split.total,
    effect: values[largest]! / split.before,
    interval: newcombeInterval(...nowEffective, ...beforeEffective),
    pValue: pValues[largest]!,
    threshold: alpha,
    at: [],
    rows: null,
    reason: counts.length > 0 ? PARTS[largest]! : "no-difference",
    facts,
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns, REASONS);
  const { facts } = finding;
  const p = (key: string) => `${figure(Number((100 * Number(facts[key])).toPrecision(3)))} points`;
  const moved = `The label rate went from ${percent(Number(facts.before))} to ${percent(Number(facts.now))}`;
  const parts = `by ${quoted(columns)}, ${p("mix")} of that come from who is there, ${p("rate")} from how the same segments behave, ${p("interaction")} from both at once`;
  const tail = finding.verdict === "rings" ? ` (${pValueText(finding.pValue!)})` : ": no part counts";
  return `${moved}; ${parts}${tail}.`;
}
