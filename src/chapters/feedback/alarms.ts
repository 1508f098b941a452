import type { Alarm, Task } from "../../core/contracts.ts";
import { BLOCKED, EXPLORED } from "../../core/faults/selective-labels.ts";
import { type Column, clearValid, numbers, type Table, take, validity } from "../../core/table/table.ts";
import type { Shop } from "../../core/world/recommender/types.ts";
import { DAY, WORLD_START } from "../../core/world/settings.ts";
import { featuresTable } from "../../core/world/tables.ts";
import { alarm, type Side } from "../shared/alarms.ts";
import { featureAlarms } from "../shared/feature-alarms.ts";
import { type Range, within } from "../shared/train.ts";
import { FEATURES, firstHalf } from "./bench.ts";
import type { Loop } from "./loop.ts";
import { itemName } from "./shop.ts";

const CATEGORIES = ["merchant_category", "payment_method"];
const NUMBERS = FEATURES.filter((name) => !CATEGORIES.includes(name));
export const LABEL = "reported_fraud";
export const DECISION = "decision";

/** Lines of the panel that read features: what the model last learned from against what came next. */
const WATCH = [
  ["kolmogorov-smirnov", NUMBERS],
  ["chi-square", CATEGORIES],
  ["population-stability", FEATURES],
] as const;
export const ALARM_STEPS = WATCH.length + 2;

/** Every line of the panel: the labels, the features, the shop. */
export async function alarmsOf(
  here: Loop,
  twin: Loop,
  rounds: number,
  shops: { here: Shop; twin: Shop },
  seed: number,
  task: Pick<Task<never>, "breathe">,
  step: () => Promise<void>,
): Promise<Alarm[]> {
  const lines: Alarm[] = [];
  const [broken, healthy] = [decidedSide(here, rounds), decidedSide(twin, rounds)];
  lines.push(await alarm("selective-labels", [], broken, healthy, seed, task));
  await step();
  const [watched, healthyWatched] = [featureSide(here, rounds), featureSide(twin, rounds)];
  for (const [id, columns] of WATCH) {
    lines.push(...shown(await featureAlarms(id, columns, watched, healthyWatched, seed, task)));
    await step();
  }
  lines.push(await alarm("exposure", [], showingsSide(shops.here), showingsSide(shops.twin), seed, task));
  await step();
  return lines;
}

/** The last period in which a model decided, with its decisions, scores, and the labels that there are. */
export function decidedTable(loop: Loop, round: number): Table {
  const { period, live } = loop.retrainings[round]!;
  const base = featuresTable(loop.bench.scene.world, loop.bench.scene.production, period, {
    names: FEATURES,
  });
  const blocked = live!.outcome.map((outcome) => (outcome === BLOCKED || outcome === EXPLORED ? 1 : 0));
  return {
    rows: base.rows,
    columns: new Map<string, Column>([
      ...base.columns,
      ["score", numbers(live!.scores)],
      [
        DECISION,
        { kind: "category", codes: Int32Array.from(blocked), categories: ["approve", "block"], valid: null },
      ],
      [LABEL, labelColumn(loop, period)],
    ]),
  };
}

/** 1 or 0 where the outcome was learned; missing where it was not. */
export function labelColumn({ bench, labelled }: Loop, range: Range): Column {
  const valid = validity(range.to - range.from, true);
  for (let row = range.from; row < range.to; row++)
    if (labelled[row] === 0) clearValid(valid, row - range.from);
  return { ...numbers(within(bench.labels, range)), valid };
}

function decidedSide(loop: Loop, rounds: number): Side {
  return {
    reference: decidedTable(loop, rounds),
    current: null,
    roles: { label: [LABEL], decision: [DECISION], score: ["score"], entity: ["user_id"] },
  };
}

/** What the last model that served had learned from (the labelled rows), against all that came to it. */
function featureSide(loop: Loop, rounds: number): Side {
  const { world, production } = loop.bench.scene;
  const fit = firstHalf(loop.retrainings[rounds - 1]!.period);
  const table = (range: Range) => featuresTable(world, production, range, { names: FEATURES });
  const rows = Array.from({ length: fit.to - fit.from }, (_, i) => i).filter(
    (i) => loop.labelled[fit.from + i] === 1,
  );
  return {
    reference: take(table(fit), rows),
    current: table(loop.retrainings[rounds]!.period),
    roles: { entity: ["user_id"] },
  };
}

function showingsSide(shop: Shop): Side {
  return {
    reference: showingsTable(shop),
    current: null,
    roles: { entity: ["item"], "event-time": ["shown_at"] },
  };
}

/** One row a showing: a round is a week, its showings spread evenly over it. */
export function showingsTable({ catalogue, rounds, settings }: Shop): Table {
  const count = settings.showings;
  const rows = rounds.length * count;
  const codes = new Int32Array(rows);
  const [shownAt, clicked, propensity] = [
    new Float64Array(rows),
    new Float64Array(rows),
    new Float64Array(rows),
  ];
  const week = new Float64Array(rows);
  for (const [k, round] of rounds.entries())
    for (let i = 0; i < count; i++) {
      const row = k * count + i;
      codes[row] = round.log.item[i]!;
      shownAt[row] = WORLD_START + 7 * DAY * k + 1000 * Math.floor((7 * 86400 * i) / count);
      clicked[row] = round.log.clicked[i]!;
      propensity[row] = round.propensity[round.log.item[i]!]!;
      week[row] = k;
    }
  const names = Array.from({ length: catalogue.count }, (_, item) => itemName(item));
  return {
    rows,
    columns: new Map<string, Column>([
      ["shown_at", { kind: "time", values: shownAt, valid: null }],
      ["round", { kind: "number", values: week, valid: null }],
      ["item", { kind: "category", codes, categories: names, valid: null }],
      ["propensity", { kind: "number", values: propensity, valid: null }],
      ["clicked", { kind: "number", values: clicked, valid: null }],
    ]),
  };
}

/** Of one test, the features that ring here or on the twin; where none does, the one that came nearest here. */
function shown(lines: readonly Alarm[]): Alarm[] {
  const ringing = lines.filter((line) => line.broken.verdict === "rings" || line.healthy.verdict === "rings");
  if (ringing.length > 0) return ringing;
  const nearness = ({ broken }: Alarm) =>
    broken.verdict === "cannot-tell"
      ? Number.NEGATIVE_INFINITY
      : broken.pValue === null
        ? broken.effect
        : broken.effect * 1e-6 - broken.pValue;
  return [lines.reduce((nearest, line) => (nearness(line) > nearness(nearest) ? line : nearest))];
}
