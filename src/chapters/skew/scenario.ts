import type { Mismatch } from "../../core/faults/serving-skew.ts";
import { FEATURES } from "../../core/features/features.ts";
import type { Column, Table } from "../../core/table/table.ts";
import { featuresTable } from "../../core/world/tables.ts";
import type { Scenario } from "../contracts.ts";
import { benchOf, servedUnder } from "./company.ts";
import type { Params } from "./experiment.ts";

/**
 * Production payments, twice: `recomputed.csv` has the features as the training code computes them, `served.csv` as the model read
 * them, in the same order. Both hold the key, the customer and the time.
 */
export const scenario: Scenario = (values, seed) => {
  const params = values as unknown as Params;
  const bench = benchOf(params, seed);
  const share = params.pipeline === "once" ? 0 : params.share;
  const scene = servedUnder(bench, params.mismatch as Mismatch, { share, from: params.from });
  const { production } = bench.split;
  const columns = ["tx_id", "user_id", "event_at", ...FEATURES];
  const pick = (table: Table): Table => ({
    rows: table.rows,
    columns: new Map(columns.map((name): [string, Column] => [name, table.columns.get(name)!])),
  });
  return {
    "recomputed.csv": pick(featuresTable(scene.world, scene.training, production)),
    "served.csv": pick(featuresTable(scene.world, scene.production, production)),
  };
};
