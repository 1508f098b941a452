import type { Finding } from "../../core/contracts.ts";
import type { Random } from "../../core/random.ts";
import { isValid } from "../../core/table/table.ts";
import type { Prepared } from "../prepare.ts";
import type { Windows } from "../windows/windows.ts";

/** A check of one file as it stands: what a first look at any table should say, beside the detectors of the core. */
export type FileCheck = {
  id: string;
  name: string;
  summary: string;
  /** Every answer with the columns it is about; `order` holds the rows in the order of time. */
  run(
    prepared: Prepared,
    order: Uint32Array,
    beside: Beside,
  ): { columns: readonly string[]; finding: Finding }[];
  /** The same in steps, where it takes so long that it must be possible to leave off between them. */
  steps?(...given: Parameters<FileCheck["run"]>): Generator<void, ReturnType<FileCheck["run"]>>;
  say(finding: Finding, columns: readonly string[]): string;
};

/** What few of the checks read beside the file: the windows, the newer file where there are two, a source of chance. */
export type Beside = { windows: Windows; current: Prepared | null; random: Random };

/** All steps of a check, one after the other. */
export function allSteps<R>(steps: Generator<void, R>): R {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** A finding with everything left out that a check does not state. */
export function finding(parts: Partial<Finding> & Pick<Finding, "verdict" | "reason">): Finding {
  return {
    statistic: Number.NaN,
    effect: Number.NaN,
    interval: null,
    pValue: null,
    threshold: Number.NaN,
    at: [],
    rows: null,
    facts: {},
    ...parts,
  };
}

/** 1, 0 or -1 (not known) for every row; null without a label. */
export function labelsOf({ table, label }: Prepared): Int8Array | null {
  const column = label === null ? undefined : table.columns.get(label);
  if (column?.kind !== "number") return null;
  const labels = new Int8Array(table.rows);
  for (let row = 0; row < labels.length; row++)
    labels[row] = isValid(column.valid, row) ? column.values[row]! : -1;
  return labels;
}
