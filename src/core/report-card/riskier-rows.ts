import type { DetectorInput } from "../contracts.ts";
import { random } from "../random.ts";
import { isValid, type NumberColumn, setValid, type TimeColumn } from "../table/table.ts";
import { independentRows, type View } from "./independent-rows.ts";

const HOUR = 3600000;

/**
 * The independent rows with the label `times` as likely as the score says in every newer row: the rows look the same, and what
 * they mean has changed. At 1 they are the healthy pair.
 */
export function riskierRows(
  times: number,
  rows: number,
  seed: number,
  view: View,
): Omit<DetectorInput, "columns"> {
  const healthy = independentRows({}, rows, seed, view);
  const current = healthy.current!;
  const chance = random(seed).fork("riskier rows");
  const number = (name: string) => current.columns.get(name) as NumberColumn;
  const [label, score, reported] = [number("fraud"), number("score"), current.columns.get("reported_at")];
  const at = (current.columns.get("at") as TimeColumn).values;
  const fraud = label.values.slice();
  const values = (reported as TimeColumn).values.slice();
  const valid = (reported as TimeColumn).valid!.slice();
  for (let row = 0; row < current.rows; row++) {
    const draw = chance.next();
    const wait = Math.floor(chance.exponential(8 * HOUR));
    if (isValid(valid, row)) continue;
    // What a negative row needs so that the label comes `times` as often over all rows of its score.
    const own = score.values[row]!;
    if (draw >= (own * (times - 1)) / (1 - own)) continue;
    fraud[row] = 1;
    values[row] = at[row]! + wait;
    setValid(valid, row);
  }
  const columns = new Map(current.columns);
  columns.set("fraud", { kind: "number", values: fraud, valid: null });
  columns.set("reported_at", { kind: "time", values, valid });
  return { ...healthy, current: { rows: current.rows, columns } };
}
