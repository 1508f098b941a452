import { checkRules } from "../../core/rules/check.ts";
import type { Check, RuleSet } from "../../core/rules/types.ts";
import type { Batch } from "./batches.ts";
import type { Bench } from "./company.ts";

/** What became of the payments of production at the gate: one entry a payment in the arrays. */
export type Judged = {
  /** 1 where the payment waits until it has come right. */
  held: Uint8Array;
  /** 1 where only the second copy of it is held. */
  copyHeld: Uint8Array;
  /** Rows that are held, copies among them, by payment. */
  heldRows: Uint8Array;
  /** By day of production: 1 where the whole batch waits. */
  stopped: Uint8Array;
  /** What the rules said of each batch; none where there are no rules. */
  checks: readonly Check[];
};

/** Lets everything pass ("open"), holds everything ("shut"), or asks the rules, batch by batch. */
export function judge(bench: Bench, batches: readonly Batch[], gate: "open" | "shut" | RuleSet): Judged {
  const { from, to } = bench.split.production;
  const days = bench.day.at(-1)! + 1;
  const [held, copyHeld, heldRows] = [0, 1, 2].map(() => new Uint8Array(to - from)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const stopped = new Uint8Array(days);
  const checks: Check[] = [];
  if (gate === "shut") stopped.fill(1);
  for (const { day, payments, table } of batches) {
    const check = typeof gate === "string" ? null : checkRules(gate, table);
    if (check) checks.push(check);
    if (check?.stopped) stopped[day] = 1;
    let before = -1;
    for (const [i, payment] of payments.entries()) {
      const one = payment - from;
      const isCopy = payment === before;
      before = payment;
      if (stopped[day] === 0 && (check === null || check.brokenBy[i] === -1)) continue;
      heldRows[one]!++;
      if (isCopy && held[one] === 0) copyHeld[one] = 1;
      else held[one] = 1;
    }
  }
  return { held, copyHeld, heldRows, stopped, checks };
}
