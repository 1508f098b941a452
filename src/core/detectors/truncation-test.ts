import type { Detector, DetectorInput, Finding, ParamsOf } from "../contracts.ts";
import type { Random } from "../random.ts";
import { wilsonInterval } from "../stats/wilson-interval.ts";
import { cannotTell, percent, quoted, sayCannotTell } from "./findings.ts";
import { drain } from "./run.ts";
import { cutMoments, markChanged } from "./shared/cut-history.ts";
import { historyOf } from "./shared/history.ts";
import { listedRows } from "./shared/listed-rows.ts";
import { columnWithRole, readLabels, readNumbers, UNKNOWN } from "./shared/read.ts";
import { activeShare, equalShare, isEqual, type Match, RecipeSearch } from "./shared/recipe-search.ts";
import { byMatch, CLEARLY, quantitiesOf, shortlist } from "./shared/recipe-shortlist.ts";
import { recipeWords } from "./shared/recipe-words.ts";
import { DAY, isHonest } from "./shared/recipes.ts";
import { amountColumns, sampleEntities, timelineOf } from "./shared/timeline.ts";
import { counted, REASONS } from "./shared/words.ts";

const params = {
  cuts: { kind: "number", label: "Cuts", unit: "", min: 5, max: 200, step: 5, default: 100 },
  share: {
    kind: "number",
    label: "Equal rows",
    unit: "%",
    min: 0.5,
    max: 1,
    step: 0.01,
    default: 0.95,
    help: "The share of rows in which a recipe must give the column's very value to be recognised.",
  },
  minimumRows: {
    kind: "number",
    label: "Changed rows that count",
    unit: "rows",
    min: 1,
    max: 1000,
    step: 1,
    default: 10,
  },
} as const;

const SCREENED = 8000;
const JUDGED = 20000;
const LEAST = 40;
/** Fewer cuts are made where they would recompute more values than this. */
const RECOMPUTED = 5e5;

type Candidate = Match & { values: Float64Array };

/**
 * Truncation test: recognises the recipe by which a column sums up its entity's history, and recomputes it on that history cut at
 * up to 100 moments T: later rows gone, later reports too. A value before T that changes was made from what came after T. It rings
 * where at least ten rows change, the column holds the value of the whole history, not of the cut one, in at least 80 % of them, and
 * so many of them tell that recipe from every honest one, which gives the column's value in at most 20 %. The statistic is the number of changed rows; the effect their share
 * of the rows within 24 hours before a cut, with Wilson's interval. `at` are the cuts, `rows` the changed rows.
 *
 * What a recipe may read is never asked here: an honest one does not change, whatever it is. Recognised on 8,000 rows, judged on
 * 20,000, whole entities each. Blind to: columns that equal no usual recipe; the row's own label where nobody says when labels
 * became known (recipe match sees that). A false alarm costs an hour of reading the pipeline's SQL.
 * Source: own definition; after Kaufman et al. (2012), "Leakage in data mining", ACM TKDD 6(4), and the causality tests of
 * streaming code, which replay a prefix of the input.
 */
const truncationTest: Detector<typeof params> = {
  id: "truncation-test",
  name: "Truncation test",
  family: "time",
  scope: "column",
  accepts: ["number"],
  windows: 1,
  needs: ["entity", "event-time"],
  summary:
    "Recomputes a column on history cut at many moments: a value before a cut that changes has seen the future.",
  formula:
    "number of rows before a cut T whose value, recomputed from rows and reports up to T alone, is not the value that the whole history gives",
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
export default truncationTest;

function* steps(
  { reference, columns, roles }: DetectorInput,
  { cuts, share, minimumRows }: ParamsOf<typeof params>,
  random: Random,
): Generator<void, Finding> {
  const entity = columnWithRole(reference, roles, "entity");
  const time = columnWithRole(reference, roles, "event-time");
  if (entity === null) return cannotTell("no-entity");
  if (time === null || time.kind === "category") return cannotTell("no-event-time");
  const history = historyOf(entity, time);
  if (history.rows.length < LEAST)
    return cannotTell("too-few-rows", { rows: history.rows.length, needed: LEAST });
  const known = readLabels(reference, roles);
  const hasLabel = typeof known !== "string";
  const labels = hasLabel ? known.labels : new Uint8Array(reference.rows).fill(UNKNOWN);
  const name = columns[0]!;
  const column = readNumbers(reference.columns.get(name)!);
  const amounts = amountColumns(reference, roles, name);
  const searchIn = (limit: number, preferPositive: boolean) => {
    const chance = random.fork(`entities-${limit}`);
    const entities = sampleEntities(history, preferPositive ? labels : null, limit, chance);
    return new RecipeSearch(timelineOf(reference, roles, history, labels, amounts, entities), column);
  };
  const screening = searchIn(SCREENED, hasLabel);
  yield;
  const quantities = quantitiesOf(amounts).filter(({ source }) => hasLabel || source !== 0);
  const screened = yield* shortlist(screening, quantities, time.kind === "time", share);
  if (screened.length === 0) return silentFinding("matches-no-recipe", {});
  const judging = history.rows.length <= SCREENED ? screening : searchIn(JUDGED, false);
  yield;
  const candidates: Candidate[] = [];
  for (const recipe of screened) {
    const values = judging.values(recipe);
    candidates.push({ ...judging.match(recipe, values), values });
    yield;
  }
  candidates.sort(byMatch);
  const best = candidates[0]!;
  if (equalShare(best) < share || activeShare(best) < CLEARLY) return silentFinding("matches-no-recipe", {});
  const most = Math.ceil(RECOMPUTED / judging.column.length);
  const moments = cutMoments(judging.timeline.event, Math.min(cuts, most));
  const changed = new Uint8Array(judging.column.length);
  for (const moment of moments) {
    markChanged(judging, best.recipe, best.values, moment, column, changed);
    yield;
  }
  const honest = candidates.filter((one) => isHonest(one.recipe, judging.timeline.known !== null));
  return judge(reference.rows, judging, best, honest, changed, moments, minimumRows, {
    recipe: best.recipe.pattern.id,
    quantity: best.recipe.quantity.source === 1 ? "rows" : best.recipe.quantity.kind,
    of: [roles.label?.[0] ?? "", "", ...amounts][best.recipe.quantity.source]!,
    windowDays: Number.isFinite(best.recipe.window) ? best.recipe.window / DAY : 0,
    ...(best.recipe.pattern.moment === "now" ? {} : { hour: best.recipe.hour }),
    equal: equalShare(best),
    cuts: moments.length,
  });
}

function judge(
  rows: number,
  search: RecipeSearch,
  best: Candidate,
  honest: readonly Candidate[],
  changed: Uint8Array,
  moments: readonly number[],
  minimumRows: number,
  facts: Finding["facts"],
): Finding {
  const { timeline, column } = search;
  const from = search.comparedFrom(best.recipe.window);
  const saw = new Uint8Array(rows);
  let total = 0;
  let whole = 0;
  const apart = honest.map(() => ({ rows: 0, equal: 0 }));
  let checked = 0;
  for (let i = 0; i < column.length; i++) {
    const time = timeline.event[i]!;
    const value = column[i]!;
    if (time < from || Number.isNaN(value)) continue;
    if (changed[i] === 1) {
      total++;
      if (isEqual(value, best.values[i]!)) {
        whole++;
        saw[timeline.rows[i]!] = 1;
      }
      for (const [h, one] of honest.entries()) {
        if (isEqual(best.values[i]!, one.values[i]!)) continue;
        apart[h]!.rows++;
        if (isEqual(value, one.values[i]!)) apart[h]!.equal++;
      }
    }
    if (changed[i] === 1 || moments.some((moment) => time <= moment && time > moment - DAY)) checked++;
  }
  const isClear =
    whole >= CLEARLY * total &&
    apart.every(({ rows, equal }) => rows >= minimumRows && equal <= (1 - CLEARLY) * rows + 1e-9);
  const rings = total >= minimumRows && isClear;
  return {
    ...silentFinding(total === 0 ? "nothing-changes" : rings ? "saw-the-future" : "not-told-apart", {
      ...facts,
      checked,
      whole,
    }),
    verdict: rings ? "rings" : "silent",
    statistic: total,
    effect: checked === 0 ? 0 : total / checked,
    interval: checked === 0 ? null : wilsonInterval(total, checked),
    threshold: minimumRows,
    at: moments,
    rows: rings ? listedRows(rows, (row) => saw[row] === 1) : null,
  };
}

function silentFinding(reason: string, facts: Finding["facts"]): Finding {
  return {
    verdict: "silent",
    statistic: 0,
    effect: 0,
    interval: null,
    pValue: null,
    threshold: 0,
    at: [],
    rows: null,
    reason,
    facts,
  };
}

function say(finding: Finding, columns: readonly string[]): string {
  if (finding.verdict === "cannot-tell") return sayCannotTell(finding, columns, REASONS);
  const name = quoted(columns);
  const { facts } = finding;
  if (finding.reason === "matches-no-recipe")
    return `${name} equals none of the usual ways to sum up an entity’s history, so it cannot be recomputed on a part of it.`;
  const words = recipeWords(
    String(facts.recipe),
    String(facts.quantity),
    String(facts.of),
    Number(facts.windowDays),
    Number(facts.hour),
  );
  const what = `${name} was recognised as ${words}, and recomputed on history cut at ${counted(Number(facts.cuts), "moment")}`;
  if (finding.statistic === 0) return `${what}: no value before a cut changes.`;
  const changes = `${counted(finding.statistic, "value")} before a cut change (${percent(finding.effect)} of the rows in the 24 hours before one)`;
  if (finding.verdict === "silent")
    return `${what}: ${changes}, too few or too unclear to say that it saw the future.`;
  return `${name} saw the future: recomputed as ${words} on history cut at ${counted(Number(facts.cuts), "moment")}, ${changes}.`;
}
