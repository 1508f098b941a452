import type { Column, Table } from "../../core/table/table.ts";
import { booksColumns, lendingTable } from "../../core/world/lending/lending-tables.ts";
import type { Scenario } from "../contracts.ts";
import { grantedBy } from "./answers.ts";
import type { Params } from "./experiment.ts";
import { matrixOf, scoresOf } from "./model.ts";
import { trainedModel } from "./models.ts";
import { worldIn } from "./world.ts";

/**
 * `applications.csv`: every application with the features as the model reads them, its month (0 is the first of production), the
 * score of the trained model, whether it was granted, and what the books came to hold: when the loan was to end, whether a
 * holiday was granted, and when a default was booked.
 */
export const scenario: Scenario = (values, seed) => {
  const { size, depth, length, recovers, rule } = values as unknown as Params;
  const world = worldIn(size, { depth, length, recovers, rule }, seed);
  const { model, cut } = trainedModel(size, seed);
  const scores = scoresOf(model, matrixOf(world));
  const all = { from: 0, to: world.applications.count };
  const number = (made: ArrayLike<number>): Column => ({
    kind: "number",
    values: Float64Array.from(made),
    valid: null,
  });
  const [first, second, ...rest] = lendingTable(world, all).columns;
  const applications: Table = {
    rows: all.to,
    columns: new Map<string, Column>([
      first!,
      second!,
      ["month", number(world.applications.month.map(Math.floor))],
      ...rest,
      ["score", number(scores)],
      ["granted", number(grantedBy(world, scores, cut))],
      ...booksColumns(world, all),
    ]),
  };
  return { "applications.csv": applications };
};
