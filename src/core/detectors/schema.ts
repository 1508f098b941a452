import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import type { Table } from "../table/table.ts";
import { cannotTell, figure, percent, quoted, sayCannotTell } from "./findings.ts";
import { keyCodes } from "./shared/keyed-rows.ts";
import { readClock } from "./shared/read.ts";
import { columnViolations, type Violation } from "./shared/schema-columns.ts";
import { oddDays } from "./shared/volume.ts";
import { counted, moment } from "./shared/words.ts";

const params = {
  duplicates: {
    kind: "number",
    label: "More rows with a doubled key that count",
    unit: "%",
    min: 0,
    max: 0.5,
    step: 0.001,
    default: 0.005,
  },
} as const;

const LEAST = 50;
const LISTED = 8;

/**
 * Schema: whether the newer table is built as the older one. A column is gone or of another kind; a number holds negative values,
 * fractions, NaN or infinity that it never held (from 1 % of the rows), or whole numbers where it held fractions; a quarter of its
 * values lie outside their earlier range; a text holds empty texts or words for "missing" that it never held, known values
 * in another spelling, a quarter more or fewer numbers, or a quarter of values never seen; keys are doubled more often; a day has a
 * fifth or five times the rows that its weekday ever had. The statistic is the number of such violations; the effect is the
 * largest share of rows that one touches. What lies outside its range or was never seen is told here and does not ring by itself:
 * "values out of range" and "unseen categories" judge it, with a level. New columns are told too.
 *
 * Blind to: values that are wrong within their kind and range (the two-sample tests see a move). Rules with wide margins, not tests:
 * there is no level. A false alarm costs a look at the source. A column of 100 values or fewer is not judged.
 * Source: own rules; after Breck et al. (2019), "Data validation for machine learning", MLSys (TensorFlow Data Validation).
 */
const schema: Detector<typeof params> = {
  id: "schema",
  name: "Schema and volume",
  family: "pipelines",
  scope: "table",
  accepts: ["number", "category", "time"],
  windows: 2,
  needs: [],
  summary:
    "Checks that the newer table has the columns, kinds, ranges, keys and daily volume of the older one.",
  formula: "number of rules broken, over all columns; any one rings",
  falseAlarmCost: "A look at the source of the column or of the day.",
  source: "Own rules; after Breck et al. (2019), Data validation for machine learning, MLSys",
  blindTo: [
    "same-day-batch-join",
    "default-as-signal",
    "unlike-cohort",
    "immature-labels",
    "fraud-wave",
    "concept-drift",
    "selective-labels",
  ],
  params,
  detect,
  say,
};
export default schema;

function detect(
  { reference, current, roles }: DetectorInput,
  { duplicates }: ParamsOf<typeof params>,
): Finding {
  const now = current!;
  const fewest = Math.min(reference.rows, now.rows);
  if (fewest < LEAST) return cannotTell("too-few-rows", { rows: fewest, needed: LEAST });
  const left = new Set(roles.ignore ?? []);
  const violations: Violation[] = [];
  for (const [name, column] of reference.columns) {
    if (left.has(name)) continue;
    const later = now.columns.get(name);
    if (later === undefined) violations.push({ what: "column-gone", column: name, share: 1, detail: "" });
    else if (later.kind !== column.kind)
      violations.push({ what: "kind", column: name, share: 1, detail: `${column.kind}, now ${later.kind}` });
    else violations.push(...columnViolations(name, column, later));
  }
  const key = roles.key ?? [];
  const [doubledBefore, doubledNow] = [doubledShare(reference, key), doubledShare(now, key)];
  if (doubledNow - doubledBefore > duplicates)
    violations.push({ what: "keys", column: key.join(", "), share: doubledNow, detail: "" });
  const clocks = [readClock(reference, roles), readClock(now, roles)];
  const days = clocks.every((clock) => clock?.isTime) ? oddDays(clocks[0]!.values, clocks[1]!.values) : null;
  for (const odd of days ?? [])
    violations.push({
      what: "volume",
      column: roles["event-time"]![0]!,
      share: Math.min(1, Math.abs(odd.rows - odd.least) / now.rows),
      detail: `${moment(odd.day).slice(0, 10)} has ${counted(odd.rows, "row")}, where that weekday had ${figure(odd.least)} to ${figure(odd.most)}`,
    });
  // The gravest first; those of one kind in the order of the columns.
  violations.sort((a, b) => rankOf(a) - rankOf(b) || b.share - a.share);
  const broken = violations.filter(({ what }) => !TOLD.includes(what));
  const added = [...now.columns.keys()].filter((name) => !reference.columns.has(name) && !left.has(name));
  const facts: Record<string, number | string> = {
    columns: reference.columns.size,
    added: added.length,
    told: violations.length,
  };
  if (added.length > 0) facts.addedNames = quoted(added);
  for (const [i, one] of violations.slice(0, LISTED).entries()) {
    facts[`what.${i + 1}`] = one.what;
    facts[`column.${i + 1}`] = one.column;
    facts[`share.${i + 1}`] = one.share;
    facts[`detail.${i + 1}`] = one.detail;
  }
  const [first] = broken;
  return {
    verdict: first === undefined ? "silent" : "rings",
    statistic: broken.length,
    effect: broken.reduce((largest, one) => Math.max(largest, one.share), 0),
    interval: null,
    pValue: null,
    threshold: 1,
    at: (days ?? []).map((odd) => odd.day),
    rows: null,
    reason: first === undefined ? "as-before" : `changed-${first.what}`,
    facts,
  };
}

/** Judged by detectors of their own. */
const TOLD = ["categories", "range"];
const ORDER = [
  "column-gone",
  "kind",
  "null-kind",
  "sign",
  "fractions",
  "type-mix",
  "spelling",
  "keys",
  "volume",
  ...TOLD,
];
const rankOf = ({ what }: Violation): number => ORDER.indexOf(what);

/** The share of rows whose key stands in an earlier row too; 0 without a key. */
function doubledShare(table: Table, names: readonly string[]): number {
  const keys = keyCodes([table], names);
  if (keys === null) return 0;
  const seen = new Uint8Array(keys.count);
  let doubled = 0;
  for (const key of keys.codes[0]!) {
    if (key < 0) continue;
    doubled += seen[key]!;
    seen[key] = 1;
  }
  return doubled / table.rows;
}

function say(finding: Finding, columns: readonly string[]): string {
  const { facts } = finding;
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns);
  const news = Number(facts.added) > 0 ? ` New: ${facts.addedNames}.` : "";
  const total = Number(facts.told);
  const parts: string[] = [];
  for (let i = 1; i <= Math.min(3, total); i++) parts.push(clause(facts, i));
  const more = total > 3 ? `; and ${figure(total - 3)} more` : "";
  if (finding.verdict === "rings")
    return `The newer table is not built as the older one: ${parts.join("; ")}${more}.${news}`;
  const told = total > 0 ? `, though ${parts.join("; ")}${more}` : "";
  return `The newer table has the columns, kinds, keys and volume of the older one (${counted(Number(facts.columns), "column")})${told}.${news}`;
}

function clause(facts: Finding["facts"], i: number): string {
  const name = quoted([String(facts[`column.${i}`])]);
  const what = facts[`what.${i}`];
  const share = percent(Number(facts[`share.${i}`]));
  const detail = String(facts[`detail.${i}`]);
  if (what === "column-gone") return `${name} is gone`;
  if (what === "kind") return `${name} was a ${detail}`;
  if (what === "keys") return `${share} of the rows repeat a key (${name})`;
  if (what === "volume") return detail;
  return `${name} holds ${detail} (${share} of rows)`;
}
