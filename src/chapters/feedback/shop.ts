import { entropyShare, giniIndex } from "../../core/stats/concentration.ts";
import { shopWorld } from "../../core/world/recommender/shop.ts";
import { FEW, type Round, type ShelfPolicy, type Shop } from "../../core/world/recommender/types.ts";
import { rememberLast } from "../shared/remember.ts";
import chapter from "./chapter.ts";
import type { PolicyId, Ribbon, ShopRun } from "./result.ts";

export const POLICIES: readonly PolicyId[] = chapter.params.learn.options;
export const policyWords = (id: PolicyId): string => chapter.params.learn.words[POLICIES.indexOf(id)]!;

const policyOf = (id: PolicyId, slots: number): ShelfPolicy => ({
  randomised: id === "nothing" ? 0 : slots,
  learns: id === "weigh" ? "weighted-clicks" : "clicks",
});

/** The shop under a policy; the last three are kept. */
export const shopOf: (id: PolicyId, slots: number, seed: number) => Shop = rememberLast(
  (id: PolicyId, slots: number, seed: number) => shopWorld({}, policyOf(id, slots), seed),
  3,
);

/** What the rounds of a shop did to its items and its visitors. */
export function shopRunOf(id: PolicyId, { catalogue, rounds }: Shop): ShopRun {
  const gini = rounds.map(({ shown }) => giniIndex(shown));
  const isFew = (item: number) => catalogue.taste[item] === FEW;
  const best = bestItems(catalogue.clickRate).slice(0, 10);
  const last = rounds.at(-1)!.shown;
  const equal = last.reduce((sum, count) => sum + count, 0) / last.length;
  return {
    id,
    words: policyWords(id),
    gini,
    entropy: rounds.map(({ shown }) => entropyShare(shown)),
    clicks: rounds.map((round) => clicksOf(round, null)),
    clicksMost: rounds.map((round) => clicksOf(round, 0)),
    clicksFew: rounds.map((round) => clicksOf(round, 1)),
    fewShown: rounds.map(({ shown }) => {
      const few = shown.reduce((sum, count, item) => sum + (isFew(item) ? count : 0), 0);
      return few / shown.reduce((sum, count) => sum + count, 0);
    }),
    rise: gini.at(-1)! - gini[0]!,
    starved: best.filter((item) => last[item]! < equal).length,
  };
}

function clicksOf({ log }: Round, visitor: 0 | 1 | null): number {
  let showings = 0;
  let clicks = 0;
  for (let row = 0; row < log.item.length; row++) {
    if (visitor !== null && log.visitor[row] !== visitor) continue;
    showings++;
    clicks += log.clicked[row]!;
  }
  return showings === 0 ? 0 : clicks / showings;
}

/** Items in falling order of the click rate over all visitors. */
const bestItems = (clickRate: Float64Array): number[] =>
  Array.from(clickRate.keys()).sort((a, b) => clickRate[b]! - clickRate[a]!);

/** Every item's share of the showings by round: items for the many first, within each by their last share, falling. */
export function ribbonsOf({ catalogue, rounds }: Shop): Ribbon[] {
  const rank = new Map(bestItems(catalogue.clickRate).map((item, i) => [item, i + 1]));
  const totals = rounds.map(({ shown }) => shown.reduce((sum, count) => sum + count, 0));
  const ribbons = Array.from(catalogue.clickRate, (_, item) => ({
    item: itemName(item),
    few: catalogue.taste[item] === FEW,
    rank: rank.get(item)!,
    shares: rounds.map(({ shown }, k) => Math.round((1e4 * shown[item]!) / totals[k]!) / 1e4),
  }));
  return ribbons.sort(
    (a, b) => Number(a.few) - Number(b.few) || b.shares.at(-1)! - a.shares.at(-1)! || a.rank - b.rank,
  );
}

/** Items are named from 1. */
export const itemName = (item: number): string => `item ${item + 1}`;
