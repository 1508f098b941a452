import type { Random } from "../random.ts";

/**
 * Who of the customers that join during production belongs to the onboarded cohort: 1 or 0 for each user.
 *
 * Every user draws a number; those who join from `fromAt` on enter the cohort in the order of their numbers until it makes
 * the wanted share of the production payments (or nobody is left). A larger share therefore only adds customers, and who
 * joins, when, and with which habits is the same in or out of the cohort.
 */
export function onboard(
  joinedAt: Float64Array,
  payments: Int32Array,
  wanted: { fromAt: number; payments: number },
  random: Random,
): Uint8Array {
  const member = new Uint8Array(joinedAt.length);
  const draw = new Float64Array(joinedAt.length);
  for (let user = 0; user < draw.length; user++) draw[user] = random.next();
  const joiners: number[] = [];
  for (let user = 0; user < draw.length; user++)
    if (joinedAt[user]! >= wanted.fromAt && payments[user]! > 0) joiners.push(user);
  joiners.sort((a, b) => draw[a]! - draw[b]!);
  let sum = 0;
  for (const user of joiners) {
    // Half a customer of slack: the share comes out right on average, and a share of zero takes nobody.
    if (sum + payments[user]! / 2 > wanted.payments) break;
    member[user] = 1;
    sum += payments[user]!;
  }
  return member;
}
