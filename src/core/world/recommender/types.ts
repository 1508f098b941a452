/** Two tastes: an item pleases one of them, a visitor has one of them. */
export const TASTES = ["most", "few"] as const;
export const MOST = 0;
export const FEW = 1;

/** Everything that can be turned about the shop. Shares are 0 to 1. */
export type ShopSettings = {
  items: number;
  /** Rounds; the first shows every item by chance alone. */
  rounds: number;
  /** Items shown in a round, one at a time. */
  showings: number;
  /** Share of the visitors, and of the items, whose taste is that of the few. */
  few: number;
  /** Median chance that a visitor clicks an item of their own taste. */
  appeal: number;
  /** Standard deviation of the logarithm of that chance over the items. */
  appealSigma: number;
  /** Chance of a click on an item of the other taste, as a share of that. */
  otherTaste: number;
};

export const DEFAULT_SHOP: ShopSettings = {
  items: 40,
  rounds: 10,
  showings: 5000,
  few: 0.3,
  appeal: 0.08,
  appealSigma: 0.2,
  otherTaste: 0.4,
};

/** What the items are, which no recommender may read. One entry an item. */
export type Catalogue = {
  count: number;
  /** Chance that a visitor of the item's own taste clicks it. */
  appeal: Float64Array;
  /** Index into TASTES. */
  taste: Uint8Array;
  /** Chance that a visitor clicks it, over all visitors. */
  clickRate: Float64Array;
};

/**
 * How the shelf is filled. A share `randomised` (0 to 1) of the showings draws from all items alike; the others draw an item in
 * proportion to what the recommender learned. `learns` says from what: the clicks of the round before; or all clicks so far, each
 * item's divided by the showings it could expect (inverse propensity).
 */
export type ShelfPolicy = { randomised: number; learns: "clicks" | "weighted-clicks" };

/** One entry a showing. */
export type Showings = {
  item: Uint16Array;
  /** The visitor's taste, an index into TASTES. */
  visitor: Uint8Array;
  clicked: Uint8Array;
  /** 1 where chance alone chose the item. */
  randomised: Uint8Array;
};

/** A round, with what the recommender knew and did. One entry an item in the arrays of numbers. */
export type Round = {
  log: Showings;
  shown: Float64Array;
  clicks: Float64Array;
  /** Chance of each item to be shown in one showing of this round. */
  propensity: Float64Array;
};

export type Shop = { settings: ShopSettings; seed: number; catalogue: Catalogue; rounds: readonly Round[] };
