import { type Random, random } from "../../random.ts";
import { completeShop, drawCatalogue } from "./catalogue.ts";
import {
  type Catalogue,
  FEW,
  MOST,
  type Round,
  type ShelfPolicy,
  type Shop,
  type ShopSettings,
  type Showings,
} from "./types.ts";

/** Clicks that every item is given beforehand, so that one without a click keeps a small chance. */
const HEAD_START = 0.5;

/**
 * A shop that recommends, round after round, from the clicks that its own recommendations made. The first round shows every item by
 * chance alone. Under clicks, an item's next chance is in proportion to its clicks of the last round: shown times liked. Under
 * weighted clicks it is in proportion to all its clicks so far over the showings that it could expect: liked alone.
 *
 * The same settings, policy and seed give the same bytes everywhere. Visitors and their moods draw from sources named by the
 * round, so that the first round is the same under every policy, and the visitors are in all. Throws, naming it, where a
 * setting or the randomised share is impossible.
 *
 * After Chaney, Stewart, Engelhardt (2018), RecSys; the weights are those of Horvitz and Thompson (1952), JASA 47.
 */
export function shopWorld(settings: Partial<ShopSettings>, policy: ShelfPolicy, seed: number): Shop {
  const complete = completeShop(settings);
  const { randomised, learns } = policy;
  if (!(randomised >= 0 && randomised <= 1))
    throw new Error(`The randomised share is ${randomised}; it must lie between 0 and 1.`);
  const source = random(seed).fork("recommender");
  const catalogue = drawCatalogue(complete, source.fork("catalogue"));
  const { items } = complete;
  const rounds: Round[] = [];
  const expected = new Float64Array(items);
  const clicked = new Float64Array(items);
  let weights = new Float64Array(items).fill(1);
  for (let k = 0; k < complete.rounds; k++) {
    const chance = k === 0 ? 1 : randomised;
    const round = playRound(catalogue, complete, weights, chance, source.fork(k));
    rounds.push(round);
    if (learns === "clicks") weights = round.clicks.map((clicks) => clicks + HEAD_START);
    else {
      for (let i = 0; i < items; i++) {
        expected[i]! += complete.showings * round.propensity[i]!;
        clicked[i]! += round.clicks[i]!;
      }
      weights = clicked.map((clicks, i) => (clicks + HEAD_START) / expected[i]!);
    }
  }
  return { settings: complete, seed, catalogue, rounds };
}

/** One round: each showing draws its item (by chance alone, or by the weights), its visitor, and whether they click. */
function playRound(
  { count, appeal, taste }: Catalogue,
  { showings, few, otherTaste }: ShopSettings,
  weights: Float64Array,
  randomised: number,
  source: Random,
): Round {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const propensity = weights.map((weight) => randomised / count + ((1 - randomised) * weight) / sum);
  const upTo = new Float64Array(count);
  for (let i = 0, total = 0; i < count; i++) {
    total += weights[i]! / sum;
    upTo[i] = total;
  }
  const [slots, who, mood] = [source.fork("slots"), source.fork("visitors"), source.fork("moods")];
  const log: Showings = {
    item: new Uint16Array(showings),
    visitor: new Uint8Array(showings),
    clicked: new Uint8Array(showings),
    randomised: new Uint8Array(showings),
  };
  const shown = new Float64Array(count);
  const clicks = new Float64Array(count);
  for (let row = 0; row < showings; row++) {
    // Two draws a showing, whatever they decide, so that the policy shifts no later draw.
    const [kind, place] = [slots.next(), slots.next()];
    const byChance = kind < randomised;
    const item = byChance ? Math.floor(place * count) : firstAbove(upTo, place);
    const visitor = who.next() < few ? FEW : MOST;
    const pleased = appeal[item]! * (taste[item] === visitor ? 1 : otherTaste);
    const isClick = mood.next() < pleased;
    log.item[row] = item;
    log.visitor[row] = visitor;
    log.clicked[row] = isClick ? 1 : 0;
    log.randomised[row] = byChance ? 1 : 0;
    shown[item]!++;
    if (isClick) clicks[item]!++;
  }
  return { log, shown, clicks, propensity };
}

/** The first place whose cumulated share exceeds `share`; the last where rounding leaves none. */
function firstAbove(upTo: Float64Array, share: number): number {
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (upTo[middle]! > share) high = middle;
    else low = middle + 1;
  }
  return low;
}
