import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import { rocAuc } from "../metrics/roc-auc.ts";
import type { Random } from "../random.ts";
import { wilsonInterval } from "../stats/wilson-interval.ts";
import type { Table } from "../table/table.ts";
import { cannotTell, figure, percent, quoted, sayCannotTell } from "./findings.ts";
import { drain } from "./run.ts";
import { historyOf } from "./shared/history.ts";
import { listedRows } from "./shared/listed-rows.ts";
import { columnWithRole, type Labels, readLabels, readNumbers, UNKNOWN } from "./shared/read.ts";
import {
  activeShare,
  compareRecipes,
  equalShare,
  isEqual,
  type Match,
  RecipeSearch,
} from "./shared/recipe-search.ts";
import { byMatch, CLEARLY, quantitiesOf, shortlist } from "./shared/recipe-shortlist.ts";
import { recipeWords } from "./shared/recipe-words.ts";
import { DAY, isHonest, PATTERNS } from "./shared/recipes.ts";
import { amountColumns, sampleEntities, timelineOf } from "./shared/timeline.ts";
import { counted, REASONS } from "./shared/words.ts";

const params = {
  share: {
    kind: "number",
    label: "Equal rows",
    unit: "%",
    min: 0.5,
    max: 1,
    step: 0.01,
    default: 0.95,
    help: "The share of rows in which a recipe must give the column's very value to be named.",
  },
  minimumRows: {
    kind: "number",
    label: "Rows that tell two recipes apart",
    unit: "rows",
    min: 5,
    max: 1000,
    step: 5,
    default: 20,
  },
} as const;

/** Rows on which recipes are tried out, and rows on which the verdict is reached. */
const SCREENED = 8000;
const JUDGED = 250000;

type Candidate = Match & { values: Float64Array };

/**
 * Recomputes a feature from the history of its entity under every usual recipe, and names the recipe that it equals.
 *
 * Counts, sums and means of the earlier rows' label, of the rows themselves and of up to three amounts; own row included or
 * not; by event time and, where it is known when a label was reported, by known time; as of the row, at the batch of the
 * row's own day, at the last batch that had finished; over all history, 30 days, 7 days and 24 hours; batches at any half
 * hour (UTC). Two numbers are equal within 1e-9, or 1e-7 of their size. It rings only where the best recipe reads what
 * nobody could have known at the event, and gives the column's value in at least 80 % of the rows in which it differs from
 * any honest recipe, the honest one in at most 20 % of them: where a leaking and an honest recipe agree, nothing leaks.
 * Recipes are tried on 8,000 rows and judged on 250,000, whole entities each; O(n log n).
 *
 * Blind to: features computed from rows that are not in the table, rounded values, other aggregates (decay, ratio, distinct
 * count), day limits of another time zone. A false alarm costs an hour of reading the pipeline's SQL.
 * Source: own definition, after the point-in-time joins of Feast and Tecton, and Kaufman et al. (2012), "Leakage in data
 * mining", ACM TKDD 6(4).
 */
const recipeMatch: Detector<typeof params> = {
  id: "recipe-match",
  name: "Recipe match",
  family: "time",
  scope: "column",
  accepts: ["number"],
  windows: 1,
  needs: ["event-time", "entity", "label"],
  summary:
    "Recomputes the column from each entity’s earlier rows under every usual recipe and names the one that it equals.",
  formula:
    "share of a recipe = rows in which |x − recomputed x| is at most 1e-9, or 1e-7 of x, / rows recomputed; a leak is a leaking recipe that gives x in 80 % of the rows where no honest recipe does",
  falseAlarmCost: "An hour of reading the pipeline’s SQL.",
  source: "Own definition; after Kaufman et al. (2012), Leakage in data mining, ACM TKDD 6(4)",
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
  detect: (input, values, random) => drain(steps(input, values, random)),
  steps,
  say,
};
export default recipeMatch;

function* steps(
  { reference, columns, roles }: DetectorInput,
  { share, minimumRows }: ParamsOf<typeof params>,
  random: Random,
): Generator<void, Finding> {
  const labels = readLabels(reference, roles);
  if (typeof labels === "string") return cannotTell(labels);
  const entity = columnWithRole(reference, roles, "entity");
  const time = columnWithRole(reference, roles, "event-time");
  if (entity === null) return cannotTell("no-entity");
  if (time === null || time.kind === "category") return cannotTell("no-event-time");
  const history = historyOf(entity, time);
  if (history.rows.length < 2 * minimumRows)
    return cannotTell("too-few-rows", { rows: history.rows.length, needed: 2 * minimumRows });

  const name = columns[0]!;
  const column = readNumbers(reference.columns.get(name)!);
  const amounts = amountColumns(reference, roles, name);
  const hasTimes = time.kind === "time";
  const searchIn = (limit: number, preferPositive: boolean) => {
    const entities = sampleEntities(
      history,
      preferPositive ? labels.labels : null,
      limit,
      random.fork(`entities-${limit}`),
    );
    return new RecipeSearch(timelineOf(reference, roles, history, labels.labels, amounts, entities), column);
  };
  const screening = searchIn(SCREENED, true);
  yield;
  const screened = yield* shortlist(screening, quantitiesOf(amounts), hasTimes, share);
  if (screened.length === 0) return silentFinding("matches-no-recipe", null, share, {});

  const judging = history.rows.length <= SCREENED ? screening : searchIn(JUDGED, false);
  const hasKnownTime = judging.timeline.known !== null;
  yield;
  const candidates: Candidate[] = [];
  for (const recipe of screened) {
    const values = judging.values(recipe);
    candidates.push({ ...judging.match(recipe, values), values });
    yield;
  }
  const honest = candidates.filter((one) => isHonest(one.recipe, hasKnownTime)).sort(byMatch);
  const leaking = candidates.filter((one) => !isHonest(one.recipe, hasKnownTime)).sort(byMatch);
  const best = [...honest.slice(0, 1), ...leaking.slice(0, 1)].sort(byMatch)[0]!;
  const names = { label: roles.label![0]!, amounts };
  yield;
  const facts = factsOf(judging, candidates, best, honest[0] ?? null, names, labels);
  if (equalShare(best) < share || activeShare(best) < CLEARLY)
    return silentFinding("matches-no-recipe", best, share, facts);
  if (best === honest[0]) return silentFinding("equals-honest-recipe", best, share, facts);
  return judge(reference, judging, best, honest, share, minimumRows, facts, column);
}

function judge(
  table: Table,
  search: RecipeSearch,
  best: Candidate,
  honest: readonly Candidate[],
  share: number,
  minimumRows: number,
  facts: Finding["facts"],
  column: Float64Array,
): Finding {
  let fewest = { rows: 0, share: 1 };
  for (const other of honest) {
    const apart = compareRecipes(search, best, other);
    if (apart.rows < minimumRows) return silentFinding("recipes-agree", best, share, facts);
    const ofRows = apart.first / apart.rows;
    if (ofRows < CLEARLY || apart.second / apart.rows > 1 - CLEARLY)
      return silentFinding("not-told-apart", best, share, facts);
    if (fewest.rows === 0 || apart.rows < fewest.rows) fewest = { rows: apart.rows, share: ofRows };
  }
  const saw = new Uint8Array(table.rows);
  const nearest = honest[0];
  for (let i = 0; i < best.values.length; i++) {
    const row = search.timeline.rows[i]!;
    const differs = nearest === undefined || !isEqual(best.values[i]!, nearest.values[i]!);
    if (differs && isEqual(column[row]!, best.values[i]!)) saw[row] = 1;
  }
  return {
    ...silentFinding("equals-leaking-recipe", best, share, facts),
    verdict: "rings",
    rows: listedRows(table.rows, (row) => saw[row] === 1),
    facts: { ...facts, rowsApart: fewest.rows, equalApart: fewest.share },
  };
}

function silentFinding(
  reason: string,
  best: Match | null,
  threshold: number,
  facts: Finding["facts"],
): Finding {
  const gain = Number(facts.aucColumn) - Number(facts.aucHonest);
  return {
    verdict: "silent",
    statistic: best === null ? 0 : equalShare(best),
    effect: Number.isFinite(gain) ? gain : 0,
    interval: best === null ? null : wilsonInterval(best.equal, best.compared),
    pValue: null,
    threshold,
    at: [],
    rows: null,
    reason,
    facts,
  };
}

function factsOf(
  search: RecipeSearch,
  candidates: readonly Candidate[],
  best: Candidate,
  honest: Candidate | null,
  names: { label: string; amounts: readonly string[] },
  labels: Labels,
): Record<string, number | string> {
  const { timeline, column } = search;
  const aucOf = (values: Float64Array) => {
    const kept: number[] = [];
    const outcome: number[] = [];
    for (let i = 0; i < values.length; i++) {
      const label = labels.labels[timeline.rows[i]!]!;
      if (label === UNKNOWN || Number.isNaN(values[i]!)) continue;
      kept.push(values[i]!);
      outcome.push(label);
    }
    return rocAuc(kept, outcome);
  };
  const { recipe } = best;
  const of = recipe.quantity.source;
  const facts: Record<string, number | string> = {
    recipe: recipe.pattern.id,
    quantity: of === 1 ? "rows" : recipe.quantity.kind,
    of: of === 0 ? names.label : of === 1 ? "" : names.amounts[of - 2]!,
    windowDays: Number.isFinite(recipe.window) ? recipe.window / DAY : 0,
    compared: best.compared,
    equal: best.equal,
    activeRows: best.active,
    activeShare: activeShare(best),
    aucColumn: aucOf(column),
    aucRecipe: aucOf(best.values),
  };
  if (recipe.pattern.moment !== "now") facts.hour = recipe.hour;
  if (honest !== null) {
    facts.honestRecipe = honest.recipe.pattern.id;
    facts.honestWindowDays = Number.isFinite(honest.recipe.window) ? honest.recipe.window / DAY : 0;
    facts.honestShare = equalShare(honest);
    facts.aucHonest = aucOf(honest.values);
  }
  for (const pattern of PATTERNS) {
    const ofPattern = candidates
      .filter((one) => one.recipe.pattern === pattern && one.recipe.window === recipe.window)
      .filter((one) => one.recipe.quantity.kind === recipe.quantity.kind && one.recipe.quantity.source === of)
      .sort(byMatch)[0];
    if (ofPattern === undefined) continue;
    facts[`equal.${pattern.id}`] = equalShare(ofPattern);
    facts[`auc.${pattern.id}`] = aucOf(ofPattern.values);
  }
  return facts;
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns, REASONS);
  const name = quoted(columns);
  const { facts } = finding;
  if (finding.reason === "matches-no-recipe")
    return `${name} equals none of the usual ways to sum up an entity’s history.`;
  const words = recipeWords(
    String(facts.recipe),
    String(facts.quantity),
    String(facts.of),
    Number(facts.windowDays),
    Number(facts.hour),
  );
  const share = `in ${percent(finding.statistic)} of ${counted(Number(facts.compared), "row")}`;
  if (finding.reason === "equals-honest-recipe") return `${name} equals an honest recipe ${share}: ${words}.`;
  if (finding.verdict === "silent")
    return `${name} equals ${words}, ${share}; too few rows tell it from a recipe that could have been known.`;
  const auc =
    facts.aucHonest === undefined
      ? ""
      : ` Its ROC AUC is ${figure(Number(facts.aucColumn))}, and ${figure(Number(facts.aucHonest))} under the nearest recipe that could have been known.`;
  return `${name} saw the future: it equals ${words}, ${share}.${auc}`;
}
