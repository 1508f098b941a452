import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import type { Random } from "../random.ts";
import { cannotTell, figure, percent, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { type History, historyOf } from "./shared/history.ts";
import { pairedAucTest } from "./shared/paired-swap.ts";
import { columnWithRole, readLabels, readNumbers, UNKNOWN } from "./shared/read.ts";
import { REASONS } from "./shared/words.ts";

const params = {
  lag: { kind: "number", label: "Lag", unit: "h", min: 1, max: 168, step: 1, default: 24 },
  drop: {
    kind: "number",
    label: "Loss of ROC AUC that counts",
    unit: "",
    min: 0,
    max: 0.5,
    step: 0.01,
    default: 0.15,
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
  permutations: {
    kind: "number",
    label: "Permutations",
    unit: "",
    min: 99,
    max: 9999,
    step: 100,
    default: 999,
  },
} as const;

const MINIMUM_ROWS = 50;
const MINIMUM_POSITIVES = 10;
/** Fewer entities than this give too few ways to swap; their days are swapped instead. */
const ENOUGH_ENTITIES = 30;

/**
 * Lag-one-day collapse: the ROC AUC of a feature less that of the same feature a day older, which is its value at the entity's
 * latest row at least 24 hours before. Both are taken on the rows where both values are there, and turned the same way (the
 * way in which today's value ranks). It rings where the older value ranks worse by at least `drop` (a loss
 * below 0.5 is not counted: the effect is at most today's distance from chance) and the swap null (see
 * `pairedAucTest`: today's and yesterday's value of whole entities swapped by chance) says that this is no chance. A feature
 * that has nothing to do with the label loses nothing beyond that null; nor does one that moves slowly.
 *
 * Blind to: leaks that are older than a day; users with one payment only. An honest feature that lives from the last hours
 * (payments in the last 24 hours) collapses too: the alarm says where to look, the recipe match says what it is. A false alarm
 * costs that look.
 * Source: own definition; null after Venkatraman, Begg (1996), Biometrika 83, and Bandos et al. (2005), Statistics in Medicine 24.
 */
const lagOneDay: Detector<typeof params> = {
  id: "lag-one-day",
  name: "Lag-one-day collapse",
  family: "time",
  scope: "column",
  accepts: ["number"],
  windows: 1,
  needs: ["event-time", "entity", "label"],
  summary: "Compares how well the feature ranks the label with how well its own value of a day earlier does.",
  formula:
    "loss = AUC(x now) − max(1/2, AUC(x a day older)), on the rows that have both; p = share of swaps of now and then, entity by entity, that lose as much",
  falseAlarmCost: "A look at the feature: an honest one that lives from the last hours collapses too.",
  source: "Own definition; paired permutation null of Venkatraman and Begg (1996), Biometrika 83",
  blindTo: [
    "default-as-signal",
    "feature-store-outage",
    "unlike-cohort",
    "immature-labels",
    "fraud-wave",
    "two-years-later",
    "concept-drift",
    "economic-shock",
    "serving-skew",
    "selective-labels",
  ],
  params,
  detect,
  say,
};
export default lagOneDay;

function detect(
  { reference, columns, roles }: DetectorInput,
  { lag, drop, alpha, permutations }: ParamsOf<typeof params>,
  random: Random,
): Finding {
  const labels = readLabels(reference, roles);
  if (typeof labels === "string") return cannotTell(labels);
  const entity = columnWithRole(reference, roles, "entity");
  const time = columnWithRole(reference, roles, "event-time");
  if (entity === null) return cannotTell("no-entity");
  if (time === null || time.kind === "category") return cannotTell("no-event-time");
  if (time.kind !== "time") return cannotTell("no-clock");
  const values = readNumbers(reference.columns.get(columns[0]!)!);
  const history = historyOf(entity, time);
  const pairs = pairsOf(history, values, labels.labels, lag * 3600000);
  const rows = pairs.labels.length;
  if (rows < MINIMUM_ROWS) return cannotTell("no-history", { rows, needed: MINIMUM_ROWS });
  const positives = pairs.labels.reduce((sum, label) => sum + label, 0);
  const rarer = Math.min(positives, rows - positives);
  if (rarer < MINIMUM_POSITIVES)
    return cannotTell("too-few-positives", { rows: rarer, needed: MINIMUM_POSITIVES });

  const useEntities = pairs.entities >= ENOUGH_ENTITIES;
  const test = pairedAucTest(
    pairs.today,
    pairs.older,
    pairs.labels,
    useEntities ? pairs.entity : pairs.entityDay,
    useEntities ? pairs.entities : pairs.entityDays,
    permutations,
    random,
  );
  const sign = test.first < 0.5 ? -1 : 1;
  const loss = sign * test.difference;
  // An older value that ranks the other way round is as useless as one that does not rank: no more than that can be lost.
  const useful = Math.min(loss, sign * (test.first - 0.5));
  const interval = sign === 1 ? test.interval : ([-test.interval[1], -test.interval[0]] as const);
  const rings = useful >= drop && test.pValue <= alpha;
  return {
    verdict: rings ? "rings" : "silent",
    statistic: loss,
    effect: useful,
    interval,
    pValue: test.pValue,
    threshold: drop,
    at: [],
    rows: null,
    reason: rings ? "collapses" : useful >= drop ? "could-be-chance" : "keeps",
    facts: {
      auc: test.first,
      aucOlder: test.second,
      compared: rows,
      share: rows / Math.max(1, labels.known),
      positives,
      lagHours: lag,
      swapped: useEntities ? "entities" : "days",
      clusters: useEntities ? pairs.entities : pairs.entityDays,
      alpha,
    },
  };
}

/** The rows with a label, a value, and a value at the entity's latest row at least `lag` before. */
function pairsOf(history: History, values: Float64Array, labels: Uint8Array, lag: number) {
  const most = history.rows.length;
  const today = new Float64Array(most);
  const older = new Float64Array(most);
  const kept = new Uint8Array(most);
  const entity = new Uint32Array(most);
  const entityDay = new Uint32Array(most);
  let count = 0;
  let entities = 0;
  let entityDays = 0;
  for (let e = 0; e + 1 < history.starts.length; e++) {
    const from = history.starts[e]!;
    let behind = from - 1;
    let day = Number.NaN;
    let any = false;
    for (let i = from; i < history.starts[e + 1]!; i++) {
      while (behind + 1 < i && history.times[behind + 1]! <= history.times[i]! - lag) behind++;
      const row = history.rows[i]!;
      if (behind < from || labels[row] === UNKNOWN) continue;
      const now = values[row]!;
      const before = values[history.rows[behind]!]!;
      if (Number.isNaN(now) || Number.isNaN(before)) continue;
      const ofRow = Math.floor(history.times[i]! / 86400000);
      if (ofRow !== day) entityDays++;
      if (!any) entities++;
      day = ofRow;
      any = true;
      today[count] = now;
      older[count] = before;
      kept[count] = labels[row]!;
      entity[count] = entities - 1;
      entityDay[count++] = entityDays - 1;
    }
  }
  return {
    today: today.subarray(0, count),
    older: older.subarray(0, count),
    labels: kept.subarray(0, count),
    entity: entity.subarray(0, count),
    entityDay: entityDay.subarray(0, count),
    entities,
    entityDays,
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns, REASONS);
  const { facts } = finding;
  const hours = Number(facts.lagHours);
  const age = hours === 24 ? "a day" : `${figure(hours)} hours`;
  const numbers = `ROC AUC ${figure(Number(facts.auc))} as it stands, ${figure(Number(facts.aucOlder))} with its value of ${age} earlier (${pValueText(finding.pValue ?? 1)})`;
  const rows = `on the ${percent(Number(facts.share))} of rows that have both`;
  if (finding.verdict === "rings")
    return `${quoted(columns)} lives from the last ${figure(hours)} hours: ${numbers}, ${rows}.`;
  return `${quoted(columns)} does not collapse when it is ${age} older: ${numbers}, ${rows}.`;
}
