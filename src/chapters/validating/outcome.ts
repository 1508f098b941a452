import type { Task } from "../../core/contracts.ts";
import { evaluate } from "../../core/metrics/evaluate.ts";
import { within } from "../shared/train.ts";
import type { Bench } from "./company.ts";
import { type Delivery, deliveryOf, type Kind } from "./delivery.ts";
import type { Params, Setting } from "./experiment.ts";
import type { Passage } from "./passage.ts";
import type { Outcome } from "./result.ts";
import { type Case, caseOf, type Side, sideOf } from "./view.ts";

type Breathing = Pick<Task<never>, "breathe">;

/** The other failures of the same world and share: rules and prices move before them as well. */
let othersKept: { key: string; cases: Map<Kind, Case> } | null = null;

/** All is well, and nothing stands in the way. */
export const asUsual = (bench: Bench): Pick<Passage, "scores"> => ({ scores: bench.usual });

/** How the scores did over the broken days. */
export function measure(
  { split, broken, threshold }: Bench,
  { scene }: Delivery,
  { scores }: Pick<Passage, "scores">,
) {
  const { from } = split.production;
  const own = within(scores, { from: broken.from - from, to: broken.to - from });
  return evaluate(own, within(scene.labels, broken), within(scene.world.transactions.amount, broken), {
    threshold,
  });
}

async function otherCase(one: Case, kind: Kind, share: number, task: Breathing): Promise<Case> {
  const { bench, healthy, healthyBatches } = one;
  const key = JSON.stringify([bench.key, share]);
  if (othersKept?.key !== key) othersKept = { key, cases: new Map() };
  const known = othersKept.cases.get(kind);
  if (known) return known;
  const { cases } = othersKept;
  const delivery = share === 0 ? healthy : deliveryOf(bench, kind, share);
  await task.breathe();
  const own = caseOf(bench, delivery, healthy, healthyBatches);
  await task.breathe();
  cases.set(kind, own);
  return own;
}

/** What the gate of each kind of rules does before one kind of failure. */
export async function outcomeOf(
  { bench, one, learned, review }: Setting,
  kind: Kind,
  params: Pick<Params, "kind" | "share" | "hold">,
  task: Breathing,
): Promise<Outcome> {
  const own = kind === params.kind ? one : await otherCase(one, kind, params.share, task);
  const { delivery } = own;
  const open = sideOf(own, "open", params.hold);
  await task.breathe();
  const byLearned = sideOf(own, learned, params.hold, [open]);
  await task.breathe();
  const byReview = sideOf(own, review, params.hold, [open, byLearned]);
  await task.breathe();
  const caught = ({ ledger }: Side) => (ledger.hit === 0 ? 0 : ledger.heldRightly / ledger.hit);
  // Rows that have not come cannot be held: what counts is whether they were waited for.
  const waited = (side: Side) => (open.ledger.absent === 0 ? 0 : 1 - side.ledger.absent / open.ledger.absent);
  const share = kind === "late" ? waited : caught;
  return {
    id: kind,
    open: open.ledger.total,
    caughtLearned: share(byLearned),
    caughtReviewed: share(byReview),
    savedLearned: open.ledger.total - byLearned.ledger.total,
    savedReviewed: open.ledger.total - byReview.ledger.total,
    stoppedLearned: byLearned.ledger.stopped,
    rocAucTwin: measure(bench, one.healthy, asUsual(bench)).rocAuc.value,
    rocAucOpen: measure(bench, delivery, open.passage).rocAuc.value,
  };
}
