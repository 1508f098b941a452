import { random } from "../../core/random.ts";
import { DAY } from "../../core/world/settings.ts";
import type { PaymentsWorld } from "../../core/world/types.ts";

const SHOPS = 240;
/** Shops where a customer mostly buys, and the share of the payments made there. */
const FAVOURITES = 3;
const AT_FAVOURITES = 0.7;
/** Shops through which thieves turn stolen accounts into goods at the same time. */
const AT_ONCE = 2;
/** A shop's place in the list, from a uniform number: those at the front are visited more. */
const popular = (u: number): number => Math.floor(SHOPS * u * Math.sqrt(u));

/** Days that one campaign of thieves lasts; then they find other shops. */
export const CAMPAIGN_DAYS = 10;
/** Share of the stolen payments that is spent there. */
export const CAMPAIGN_SHARE = 0.45;

/**
 * The shop of every payment, as a number from 1. Customers have favourites. Thieves work in campaigns: for some days they spend at a
 * few shops, then at others. A payment that is no fraud has the same shop whatever else is fraud.
 */
export function shopNumbers(world: PaymentsWorld): Float64Array {
  const { transactions, users } = world;
  const source = random(world.seed).fork("shops");
  const favourites = source.fork("favourites");
  const visits = source.fork("visits");
  const campaigns = source.fork("campaigns");
  const thieves = source.fork("thieves");
  const own = Int32Array.from({ length: users.count * FAVOURITES }, () => popular(favourites.next()));
  const days = (transactions.eventAt[transactions.count - 1]! - world.startAt) / DAY;
  const hot = Int32Array.from({ length: (1 + Math.floor(days / CAMPAIGN_DAYS)) * AT_ONCE }, () =>
    popular(campaigns.next()),
  );
  const shops = new Float64Array(transactions.count);
  for (let row = 0; row < transactions.count; row++) {
    const user = transactions.user[row]!;
    const habit = visits.next();
    const which = visits.next();
    const usual =
      habit < AT_FAVOURITES ? own[user * FAVOURITES + Math.floor(which * FAVOURITES)]! : popular(which);
    const inCampaign = thieves.next() < CAMPAIGN_SHARE;
    const campaign = Math.floor((transactions.eventAt[row]! - world.startAt) / DAY / CAMPAIGN_DAYS);
    const stolen = transactions.isFraud[row] === 1 && inCampaign;
    shops[row] = 1 + (stolen ? hot[campaign * AT_ONCE + (user % AT_ONCE)]! : usual);
  }
  return shops;
}
