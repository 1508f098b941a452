/** Rows and positives of each segment in one window. */
export type SegmentTally = { rows: ArrayLike<number>; positives: ArrayLike<number> };

export type Kitagawa = {
  before: number;
  now: number;
  total: number;
  mix: number;
  rate: number;
  interaction: number;
  mixError: number;
  rateError: number;
  interactionError: number;
  /** Each segment's parts; `size` is the largest of them. Mix is counted against the older window's overall rate. */
  segments: {
    mix: number;
    rate: number;
    interaction: number;
    shareBefore: number;
    shareNow: number;
    size: number;
  }[];
};

/**
 * The change of an overall rate, split over segments with shares w and rates r before (0) and now (1):
 *
 *     mix = Σ (w1 - w0) (r0 - R0)     rate = Σ w0 (r1 - r0)     interaction = Σ (w1 - w0) (r1 - r0)
 *
 * with R0 the older overall rate, which changes no sum since the shares add up to 1, but makes each segment's mix readable: a
 * segment that grows and is riskier than the whole adds. The three sum to R1 - R0 within rounding (1e-15 of the rates).
 * A segment that is in one window only has no rate in the other; it is given the one that it has, so that it counts as mix.
 *
 * Standard errors by the delta method, windows independent, shares multinomial and rates binomial.
 * Throws where a window has no rows. Source: Kitagawa (1955), JASA 50; Wang et al. (2000), American Journal of Epidemiology
 * 152, for standard errors.
 */
export function kitagawa(before: SegmentTally, now: SegmentTally): Kitagawa {
  const n0 = sum(before.rows);
  const n1 = sum(now.rows);
  if (!(n0 > 0 && n1 > 0))
    throw new Error(`A decomposition needs rows in both windows, not ${n0} and ${n1}.`);
  const R0 = sum(before.positives) / n0;
  const R1 = sum(now.positives) / n1;
  const segments: Kitagawa["segments"] = [];
  let [mix, rate, interaction] = [0, 0, 0];
  let [mixSpread0, mixSpread1, rateSpread, noise] = [0, 0, 0, 0];
  let mixNoise = 0;
  let [bothNoise, bothMean1, bothSpread1] = [0, 0, 0];
  let [mean0, mean1] = [0, 0];
  for (let s = 0; s < before.rows.length; s++) {
    const [rows0, rows1] = [before.rows[s]!, now.rows[s]!];
    const [w0, w1] = [rows0 / n0, rows1 / n1];
    const own0 = rows0 > 0 ? before.positives[s]! / rows0 : Number.NaN;
    const own1 = rows1 > 0 ? now.positives[s]! / rows1 : Number.NaN;
    const r0 = rows0 > 0 ? own0 : rows1 > 0 ? own1 : 0;
    const r1 = rows1 > 0 ? own1 : r0;
    const step = r1 - r0;
    const one = {
      mix: (w1 - w0) * (r0 - R0),
      rate: w0 * step,
      interaction: (w1 - w0) * step,
      shareBefore: w0,
      shareNow: w1,
      size: 0,
    };
    one.size = Math.max(Math.abs(one.mix), Math.abs(one.rate), Math.abs(one.interaction));
    segments.push(one);
    mix += one.mix;
    rate += one.rate;
    interaction += one.interaction;
    const variance0 = rows0 > 0 ? (r0 * (1 - r0)) / rows0 : rows1 > 0 ? (r0 * (1 - r0)) / rows1 : 0;
    const variance1 = rows1 > 0 ? (r1 * (1 - r1)) / rows1 : 0;
    mean0 += w0 * r0;
    mean1 += w1 * r0;
    mixSpread0 += w0 * r0 * r0;
    mixSpread1 += w1 * r0 * r0;
    mixNoise += (w1 - w0) * (w1 - w0) * variance0;
    rateSpread += w0 * step * step;
    bothMean1 += w1 * step;
    bothSpread1 += w1 * step * step;
    if (rows0 > 0 && rows1 > 0) {
      noise += w0 * w0 * (variance0 + variance1);
      bothNoise += (w1 - w0) * (w1 - w0) * (variance0 + variance1);
    }
  }
  return {
    before: R0,
    now: R1,
    total: R1 - R0,
    mix,
    rate,
    interaction,
    mixError: Math.sqrt(
      Math.max(0, mixSpread0 - mean0 * mean0) / n0 + Math.max(0, mixSpread1 - mean1 * mean1) / n1 + mixNoise,
    ),
    rateError: Math.sqrt(noise + Math.max(0, rateSpread - rate * rate) / n0),
    interactionError: Math.sqrt(
      bothNoise +
        Math.max(0, rateSpread - rate * rate) / n0 +
        Math.max(0, bothSpread1 - bothMean1 * bothMean1) / n1,
    ),
    segments,
  };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
