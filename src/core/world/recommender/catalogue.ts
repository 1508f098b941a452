import type { Random } from "../../random.ts";
import { type Catalogue, DEFAULT_SHOP, FEW, MOST, type ShopSettings } from "./types.ts";

const RANGES: { [K in keyof ShopSettings]: readonly [number, number] } = {
  items: [2, 5000],
  rounds: [1, 200],
  showings: [1, 1000000],
  few: [0, 1],
  appeal: [0, 1],
  appealSigma: [0, 3],
  otherTaste: [0, 1],
};

/** The settings with the defaults filled in. Throws, naming the setting and its range, where a value is impossible. */
export function completeShop(settings: Partial<ShopSettings>): ShopSettings {
  const complete = { ...DEFAULT_SHOP, ...settings };
  for (const name of Object.keys(RANGES) as (keyof ShopSettings)[]) {
    const [low, high] = RANGES[name];
    const value = complete[name];
    if (!(value >= low && value <= high))
      throw new Error(`The setting “${name}” is ${value}; it must lie between ${low} and ${high}.`);
  }
  for (const name of ["items", "rounds", "showings"] as const)
    if (!Number.isInteger(complete[name]))
      throw new Error(`The setting “${name}” is ${complete[name]}; it must be a whole number.`);
  return complete;
}

/**
 * Draws the items: appeal log-normal about its median, at most 1; the last items, as many as the share of the few says (rounded),
 * please the few. Each column draws from its own source.
 */
export function drawCatalogue(settings: ShopSettings, source: Random): Catalogue {
  const { items, few, appeal: median, appealSigma, otherTaste } = settings;
  const draw = source.fork("appeal");
  const appeal = new Float64Array(items);
  for (let i = 0; i < items; i++) appeal[i] = Math.min(1, draw.logNormal(median, appealSigma));
  const fromFew = items - Math.round(few * items);
  const taste = Uint8Array.from({ length: items }, (_, i) => (i < fromFew ? MOST : FEW));
  const clickRate = appeal.map((own, i) => {
    const share = taste[i] === FEW ? few : 1 - few;
    return own * (share + (1 - share) * otherTaste);
  });
  return { count: items, appeal, taste, clickRate };
}
