/** What a share of rows needs to know of its groups (users): sums over users of rows n and successes y. */
export type RatioSums = { users: number; n: number; y: number; nn: number; ny: number; yy: number };

/**
 * The share of successes among all rows and its variance where the users, not the rows, are independent (the delta method for a
 * ratio of two sums). `design` is how many times larger that is than with independent rows.
 *
 * The share is NaN without rows; the variance is NaN with fewer than two users.
 * Sources: Deng, Knoblich, Lu (2018), "Applying the Delta Method in Metric Analytics", KDD; Kish (1965) for the design effect.
 */
export function ratioOfSums({ users, n, y, nn, ny, yy }: RatioSums): {
  share: number;
  variance: number;
  design: number;
} {
  const share = y / n;
  const residuals = Math.max(0, yy - 2 * share * ny + share * share * nn);
  const variance = users > 1 ? ((users / (users - 1)) * residuals) / (n * n) : Number.NaN;
  const independent = (share * (1 - share)) / n;
  return { share, variance, design: independent > 0 ? variance / independent : Number.NaN };
}

/** The sums for rows that each name their user (0 to `count` - 1), with 1 for a success and 0 for none. */
export function ratioSumsOf(user: ArrayLike<number>, success: ArrayLike<number>, count: number): RatioSums {
  const rows = new Float64Array(count);
  const hits = new Float64Array(count);
  for (let row = 0; row < user.length; row++) {
    rows[user[row]!]!++;
    hits[user[row]!]! += success[row]!;
  }
  const sums: RatioSums = { users: 0, n: 0, y: 0, nn: 0, ny: 0, yy: 0 };
  for (let u = 0; u < count; u++) {
    const [n, y] = [rows[u]!, hits[u]!];
    if (n === 0) continue;
    sums.users++;
    sums.n += n;
    sums.y += y;
    sums.nn += n * n;
    sums.ny += n * y;
    sums.yy += y * y;
  }
  return sums;
}
