import { random } from "../random.ts";
import { DAY } from "../world/settings.ts";
import type { PaymentsWorld } from "../world/types.ts";
import { firstRowAt } from "./company.ts";
import type { Beginning, Start } from "./contracts.ts";

/**
 * What a hook of a failure knows about its beginning, in the world it is handed. `origin` holds the row of the healthy world of
 * each payment, and `count` how many that has, so that a payment keeps its draws whatever else happens.
 */
export function startOf(
  { id, fromDay, strength }: Beginning,
  world: PaymentsWorld,
  origin: Int32Array | null,
  count: number,
): Start {
  const at = world.periods.production.startAt + fromDay * DAY;
  const source = random(world.seed).fork("service").fork(id);
  const uniform = (name: string, length: number) => {
    const own = source.fork(name);
    const draws = new Float64Array(length);
    for (let i = 0; i < length; i++) draws[i] = own.next();
    return draws;
  };
  return {
    strength,
    fromDay,
    at,
    row: firstRowAt(world, at),
    draws(name) {
      const draws = uniform(name, count);
      return origin === null ? draws : Float64Array.from(origin, (row) => draws[row]!);
    },
    userDraws: (name) => uniform(`users ${name}`, world.users.count),
  };
}
