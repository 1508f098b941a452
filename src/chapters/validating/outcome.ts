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

/** A failure, and what it does where no gate stands, at some price of a held payment. */
type Other = { own: Case; open: Side; hold: number };
/** The other failures of the same world and share: rules move before them, and change neither them nor the open gate. */
let othersKept: { key: string; others: Map<Kind, Other> } | null = null;

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

async function otherOf(
  one: Case,
  kind: Kind,
  { share, hold }: Pick<Params, "share" | "hold">,
  task: Breathing,
): Promise<Other> {
  const { bench, healthy, healthyBatches } = one;
  const key = JSON.stringify([bench.key, share]);
  if (othersKept?.key !== key) othersKept = { key, others: new Map() };
  const { others } = othersKept;
  const known = others.get(kind);
  if (known?.hold === hold) return known;
  let own = known?.own;
  if (!own) {
    const delivery = share === 0 ? healthy : deliveryOf(bench, kind, share);
    await task.breathe();
    own = caseOf(bench, delivery, healthy, healthyBatches);
    await task.breathe();
  }
  const other = { own, open: sideOf(own, "open", hold), hold };
  others.set(kind, other);
  await task.breathe();
  return other;
}

/** What the gate of each kind of rules does before one kind of failure. */
export async function outcomeOf(
  { bench, one, learned, review }: Setting,
  kind: Kind,
  params: Pick<Params, "kind" | "share" | "hold">,
  task: Breathing,
): Promise<Outcome> {
  const { own, open } =
    kind === params.kind
      ? { own: one, open: sideOf(one, "open", params.hold) }
      : await otherOf(one, kind, params, task);
  const { delivery } = own;
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
