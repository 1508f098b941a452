import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { wilsonInterval } from "../stats/wilson-interval.ts";
import { cannotTell, figure, percent, quoted, sayCannotTell } from "./findings.ts";
import { pairsOf, valueAt } from "./shared/keyed-rows.ts";
import { LISTED } from "./shared/listed-rows.ts";
import { causeOf, isSame } from "./shared/parity-causes.ts";
import { counted, REASONS } from "./shared/words.ts";

const params = {
  tolerance: {
    kind: "number",
    label: "Share of different rows that is let pass",
    unit: "%",
    min: 0,
    max: 0.5,
    step: 0.001,
    default: 0.001,
  },
} as const;

const LEAST = 20;
/** Tables whose keys meet more rarely than this are two windows, not two copies of the same rows. */
const COMMON = 0.5;

/**
 * Row parity: the share of rows with the same key whose values are equal in both tables (absolute 1e-10, relative 1e-7; times to
 * the millisecond; missing equals missing), with Wilson's interval, and the likely cause where they are not: a constant factor, a
 * constant offset, another scale (both at once), hours shifted, codes permuted, a value one refresh old, another rule for missing values. It rings where more
 * than 0.1 % of the pairs differ. Keys that occur twice in a table are left out and counted.
 *
 * There is no chance in it: the same rows were computed twice. Blind to: an error that both pipelines share; rows that only one of
 * them has. A false alarm (rounding, a later correction) costs a look at a few pairs; raise the tolerance to it.
 * Source: own definition; Breck et al. (2017), "The ML test score", IEEE Big Data, on training-serving skew.
 */
const rowParity: Detector<typeof params> = {
  id: "row-parity",
  name: "Row parity",
  family: "pipelines",
  scope: "column",
  accepts: ["number", "category", "time"],
  windows: 2,
  needs: ["key"],
  summary:
    "Matches the rows of two tables by key and says in how many a column is equal, and why not in the others.",
  formula:
    "equal pairs / pairs, where a pair is the one row of each table that holds a key; equal within 1e-10 or 1e-7 of the size",
  falseAlarmCost: "A look at a few pairs of rows; raise the tolerance where rounding explains them.",
  source: "Own definition; after Breck et al. (2017), The ML test score, IEEE Big Data",
  blindTo: [
    "default-as-signal",
    "unlike-cohort",
    "immature-labels",
    "fraud-wave",
    "two-years-later",
    "concept-drift",
    "economic-shock",
    "selective-labels",
  ],
  params,
  detect,
  say,
};
export default rowParity;

function detect(
  { reference, current, columns, roles }: DetectorInput,
  { tolerance }: ParamsOf<typeof params>,
): Finding {
  const pairs = pairsOf(reference, current!, roles.key!);
  if (pairs === null) return cannotTell("no-key");
  const count = pairs.reference.length;
  const smaller = Math.min(reference.rows, current!.rows);
  if (count < LEAST || count < COMMON * smaller)
    return cannotTell("keys-do-not-meet", { pairs: count, smaller, unusable: pairs.unusable });
  const name = columns[0]!;
  const before = reference.columns.get(name)!;
  const now = current!.columns.get(name)!;
  const different: number[] = [];
  for (let i = 0; i < count; i++) {
    const [a, b] = [valueAt(before, pairs.reference[i]!), valueAt(now, pairs.current[i]!)];
    if (!isSame(a, b, before.kind)) different.push(i);
  }
  const equal = count - different.length;
  const rings = different.length > tolerance * count;
  const differing = Uint32Array.from(different);
  const cause = rings ? causeOf(pairs, differing, { reference, current: current! }, name, roles) : null;
  const facts: Record<string, number | string> = {
    pairs: count,
    different: different.length,
    unusable: pairs.unusable,
  };
  if (cause !== null)
    Object.assign(facts, { cause: cause.id, causeShare: cause.share, causeValue: cause.value });
  return {
    verdict: rings ? "rings" : "silent",
    statistic: equal / count,
    effect: 1 - equal / count,
    interval: wilsonInterval(equal, count),
    pValue: null,
    threshold: 1 - tolerance,
    at: [],
    rows:
      different.length === 0
        ? null
        : {
            table: "current",
            indices: different.slice(0, LISTED).map((i) => pairs.current[i]!),
            count: different.length,
          },
    reason: rings ? (cause?.id ?? "values-differ") : different.length > 0 ? "few-differ" : "all-equal",
    facts,
  };
}

function causeWords({ cause, causeValue }: Finding["facts"]): string {
  const value = typeof causeValue === "number" ? figure(causeValue) : String(causeValue);
  if (cause === "constant-factor") return `a constant factor of ${value} (another unit?)`;
  if (cause === "constant-offset") return `a constant offset of ${value}`;
  if (cause === "another-scale") return `another scale: ${value} (scaling left out?)`;
  if (cause === "shifted-hours")
    return `a shift by ${value} ${Math.abs(Number(causeValue)) === 1 ? "hour" : "hours"} (another time zone?)`;
  if (cause === "permuted-codes") return `codes that changed places (${value})`;
  if (cause === "stale-by-one") return "values one refresh old: they are those of the entity’s row before";
  return `another rule for missing values (${value})`;
}

function say(finding: Finding, columns: readonly string[]): string {
  const { facts } = finding;
  if (finding.verdict === "cannot-tell")
    return sayCannotTell(finding, columns, {
      ...REASONS,
      "keys-do-not-meet": `the two tables are not the same rows computed twice: ${counted(Number(facts.pairs), "key")} in common, where the smaller has ${counted(Number(facts.smaller), "row")}`,
    });
  const pairs = counted(Number(facts.pairs), "pair");
  if (Number(facts.different) === 0) return `${quoted(columns)} is equal in all ${pairs} of rows.`;
  const share = `${quoted(columns)} differs in ${percent(finding.effect)} of ${pairs} of rows`;
  if (finding.verdict === "silent") return `${share}, which is let pass.`;
  if (facts.cause === undefined) return `${share}, and no simple cause explains it.`;
  return `${share}; ${percent(Number(facts.causeShare))} of that is explained by ${causeWords(facts)}.`;
}
