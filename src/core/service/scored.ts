import { FEATURES, type PaymentFeatures } from "../features/features.ts";
import { DAY } from "../world/settings.ts";
import { firstRowAt } from "./company.ts";
import type { Version } from "./contracts.ts";
import { memory } from "./memory.ts";
import { rowRange, scoresOf } from "./release.ts";
import type { Happened, Healthy } from "./world.ts";

/** The scores that the first version gives to every payment of a healthy company. The last four are kept. */
const usual = memory<Float64Array>(4);

/**
 * Which version answers each payment, its score, and the threshold of that version. The first version has scored the healthy twin
 * already: only payments that do not look as they do there are scored anew.
 */
export function scored(
  healthy: Healthy,
  { world, origin }: Happened,
  versions: readonly Version[],
  production: PaymentFeatures,
): { version: Uint8Array; score: Float64Array; threshold: Float64Array } {
  const { count } = world.transactions;
  const { from: first, startAt } = world.periods.production;
  const version = new Uint8Array(count);
  const threshold = new Float64Array(count).fill(versions[0]!.threshold);
  const score = new Float64Array(count);
  const known = usual(healthy.key, () =>
    scoresOf(versions[0]!, healthy.features, rowRange(0, healthy.count)),
  );
  const liveFrom = ({ fromDay }: Version) =>
    fromDay < 0 ? first : firstRowAt(world, startAt + fromDay * DAY);
  versions.forEach((own, index) => {
    const next = versions[index + 1];
    const [from, to] = [liveFrom(own), next === undefined ? count : liveFrom(next)];
    version.fill(index, from, to);
    threshold.fill(own.threshold, from, to);
    if (index > 0) score.set(scoresOf(own, production, rowRange(from, to)), from);
    else {
      for (let row = 0; row < to; row++) score[row] = known[origin === null ? row : origin[row]!]!;
      const changed = changedRows(production, healthy.features, origin, to);
      const anew = scoresOf(own, production, changed);
      for (let i = 0; i < changed.length; i++) score[changed[i]!] = anew[i]!;
    }
  });
  return { version, score, threshold };
}

/** The rows before `to` in which a feature is not what it is in the twin's row. */
function changedRows(
  production: PaymentFeatures,
  twin: PaymentFeatures,
  origin: Int32Array | null,
  to: number,
): Int32Array {
  const isChanged = new Uint8Array(to);
  for (const name of FEATURES) {
    const [own, other] = [production.columns[name].values, twin.columns[name].values];
    if (origin === null && own === other) continue;
    for (let row = 0; row < to; row++) {
      const a = own[row]!;
      const b = other[origin === null ? row : origin[row]!]!;
      if (a !== b && !(Number.isNaN(a) && Number.isNaN(b))) isChanged[row] = 1;
    }
  }
  const rows = new Int32Array(isChanged.reduce((sum, one) => sum + one, 0));
  let at = 0;
  for (let row = 0; row < to; row++) if (isChanged[row] === 1) rows[at++] = row;
  return rows;
}
