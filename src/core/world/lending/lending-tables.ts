import type { CategoryColumn, Column, NumberColumn, Table, TimeColumn } from "../../table/table.ts";
import { setValid, validity } from "../../table/table.ts";
import type { Rows } from "../tables.ts";
import { LENDING_FEATURES, type LendingFeature, type LendingWorld, SECTORS } from "./types.ts";

const numberColumn = (values: ArrayLike<number>): NumberColumn => ({
  kind: "number",
  values: Float64Array.from(values),
  valid: null,
});
/** Times, missing where NaN. */
const timeColumn = (values: Float64Array): TimeColumn => {
  const valid = validity(values.length);
  values.forEach((value, row) => {
    if (!Number.isNaN(value)) setValid(valid, row);
  });
  return { kind: "time", values: values.slice(), valid: values.some(Number.isNaN) ? valid : null };
};

/** The features that are numbers, as they lie in the world. */
export function lendingNumbers(
  world: LendingWorld,
): Readonly<Record<Exclude<LendingFeature, "sector">, Float64Array | Uint8Array>> {
  const { applications: a } = world;
  return {
    income_monthly: a.income,
    employment_months: a.employmentMonths,
    out_of_work: a.outOfWork,
    utilisation: a.utilisation,
    missed_last_12_months: a.missed,
    amount_to_income: a.amountToIncome,
  };
}

/** application_id, applied_at and the features in these rows. Outcomes are the caller's to add, as they were known. */
export function lendingTable(world: LendingWorld, rows: Rows): Table {
  const { from, to } = rows;
  const { applications: a } = world;
  const values = lendingNumbers(world);
  const sector: CategoryColumn = {
    kind: "category",
    codes: Int32Array.from(a.sector.subarray(from, to)),
    categories: SECTORS,
    valid: null,
  };
  return {
    rows: to - from,
    columns: new Map<string, Column>([
      ["application_id", numberColumn(Float64Array.from({ length: to - from }, (_, i) => from + i + 1))],
      ["applied_at", timeColumn(a.appliedAt.subarray(from, to))],
      ["amount", numberColumn(a.amount.subarray(from, to))],
      ...LENDING_FEATURES.map((name): [string, Column] => [
        name,
        name === "sector" ? sector : numberColumn(values[name].subarray(from, to)),
      ]),
    ]),
  };
}

/** What the books came to hold of the loans in these rows: default_known_at (missing where none came), scheduled_end_at. */
export function booksColumns(world: LendingWorld, { from, to }: Rows): [string, Column][] {
  const { repayment: r } = world;
  return [
    ["scheduled_end_at", timeColumn(r.scheduledEndAt.subarray(from, to))],
    ["on_holiday", numberColumn(r.onHoliday.subarray(from, to))],
    ["default_known_at", timeColumn(r.defaultKnownAt.subarray(from, to))],
  ];
}
