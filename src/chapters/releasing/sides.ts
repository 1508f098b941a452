import { bucketOf } from "../../core/experiments/bucket.ts";
import type { Cells } from "./cells.ts";
import { type Company, TEST_DAYS } from "./company.ts";

/** One release: who meets the challenger, and from which day on. */
export type Sides = {
  /** 1 for users who meet the challenger by the end of the test; the others keep the champion. */
  arm: Uint8Array;
  /** The day (from 0) on which the user meets the challenger first; TEST_DAYS where never. */
  meets: Uint8Array;
  cells: { champion: Cells; challenger: Cells };
};

/** Share of the users with the challenger from a day on, where the release is ramped up. */
export const RAMP: readonly (readonly [day: number, share: number])[] = [
  [0, 0.01],
  [2, 0.1],
  [7, 0.5],
];
/** The main metric is tested from the day on which both arms are as large. */
export const RAMPED = 7;

/** The release’s own number among the experiments; the many splits have small ones. */
const RELEASE = 424242;

/** Who meets the challenger on which day: half of the users at once, or by the steps of the ramp. */
export function meetsOf(
  { scene, users }: Company,
  ramp: boolean,
  seed: number,
): Pick<Sides, "arm" | "meets"> {
  const { id } = scene.world.users;
  const arm = new Uint8Array(users);
  const meets = new Uint8Array(users).fill(TEST_DAYS);
  for (let u = 0; u < users; u++) {
    const bucket = bucketOf(id[u]!, RELEASE + seed);
    if (bucket >= 0.5) continue;
    arm[u] = 1;
    meets[u] = ramp ? RAMP.find(([, share]) => bucket < share)![0] : 0;
  }
  return { arm, meets };
}
