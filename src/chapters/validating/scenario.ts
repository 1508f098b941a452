import { learnRules } from "../../core/rules/learn.ts";
import { DAY } from "../../core/world/settings.ts";
import type { Scenario } from "../contracts.ts";
import { paymentsScene } from "../shared/scene.ts";
import { splitInTime } from "../shared/train.ts";
import { feedTable, ROLES, rangeRows, referenceOf } from "./batches.ts";
import { type Bench, BROKEN_DAYS, FROM, settingsOf } from "./company.ts";
import { deliveryOf, isThere, type Kind } from "./delivery.ts";
import type { Params } from "./experiment.ts";
import { reviewed } from "./review.ts";
import { ruleTable } from "./rule-table.ts";

/**
 * `reference.csv`: what the rules were learned from. `current.csv`: the files of the broken days, one after the other, each as it lay there when it was
 * scored. `rules.csv`: the rules of the gate. None holds a label.
 */
export const scenario: Scenario = (values, seed) => {
  const params = values as unknown as Params;
  const scene = paymentsScene(settingsOf(params), seed);
  const { production } = scene.world.periods;
  const { eventAt } = scene.world.transactions;
  const bench = { key: "scenario", seed, scene, split: splitInTime(scene.world) } as Bench;
  const healthy = deliveryOf(bench, "missing", 0);
  const delivery = params.share === 0 ? healthy : deliveryOf(bench, params.kind as Kind, params.share, false);
  const startAt = production.startAt + FROM * DAY;
  const rows: number[] = [];
  for (const row of rangeRows(production)) {
    const at = eventAt[row]!;
    if (at < startAt || at >= startAt + BROKEN_DAYS * DAY || !isThere(delivery, row)) continue;
    for (let copy = 0; copy < delivery.copies[row]!; copy++) rows.push(row);
  }
  const reference = referenceOf(bench, healthy, params.reference);
  const learned = learnRules(reference, ROLES, params);
  const { rules } = params.rules === "reviewed" ? reviewed(learned, reference, params.deviations) : learned;
  return {
    "reference.csv": reference,
    "current.csv": feedTable(delivery, Int32Array.from(rows)),
    "rules.csv": ruleTable(rules),
  };
};
