import type { Alarm, Task } from "../../core/contracts.ts";
import { rememberLast } from "../shared/remember.ts";
import { alarmsOf } from "./alarms.ts";
import { type Cells, cellsOf, chargebacks } from "./cells.ts";
import { type Company, companyOf, fitting, RECIPES, serve } from "./company.ts";
import { FIRST, type Many, manySplits, together } from "./compare.ts";
import { DRAWN } from "./many.ts";
import { outcomesOf } from "./outcomes.ts";
import type { ChallengerId, Guard, ModelId, ShadowLine, Split } from "./result.ts";
import { finalRate, shadowLineOf } from "./shadow.ts";
import { meetsOf, RAMPED, type Sides } from "./sides.ts";
import { splitsOf } from "./split.ts";
import { badThings, guardsOf, type Side } from "./trial.ts";

/** One model in the release: who met it, what became of them, and what the guardrails said. */
export type Release = { side: Side; sides: Sides; guards: readonly Guard[] };

/**
 * What is expensive and what few sliders change: models, outcomes, many splits. Each is computed when it is first asked for, in steps,
 * and kept; what was cancelled is begun again.
 */
export type Bench = {
  company: Company;
  side(id: ModelId): Generator<void, Side>;
  cells(id: ModelId): Generator<void, Cells>;
  /** So many A/A tests. */
  nothing(count: number): Generator<void, Many>;
  challenged(id: ModelId, count: number): Generator<void, Many>;
  /** The challenger’s release; with the champion itself, an A/A test. */
  release(id: ModelId, ramp: boolean): Generator<void, Release>;
  shadowLine(id: ChallengerId, ramp: boolean): Generator<void, ShadowLine>;
  /** Chargebacks per 1,000 payments under the challenger less those under the champion, once all have come. */
  truth(id: ModelId): Generator<void, number>;
  split(id: ModelId): Generator<void, Split>;
  alarms(
    id: ModelId,
    task: Pick<Task<never>, "breathe">,
    step: () => Promise<void>,
  ): Promise<readonly Alarm[]>;
};

/** The bench for so many payments a day; the last one is kept. */
export const benchOf: (size: number, seed: number) => Bench = rememberLast(makeBench);

function makeBench(size: number, seed: number): Bench {
  const company = companyOf(size, seed);
  const kept = new Map<string, unknown>();
  function* once<V>(key: string, make: () => Generator<void, V>): Generator<void, V> {
    if (!kept.has(key)) kept.set(key, yield* make());
    return kept.get(key) as V;
  }
  const side = (id: ModelId) =>
    once(`side ${id}`, function* (): Generator<void, Side> {
      const recipe = RECIPES[id];
      const fitted = yield* once(`fit ${JSON.stringify(recipe)}`, () => fitting(company, recipe));
      yield;
      const served = serve(company, id, fitted);
      yield;
      return { served, outcomes: outcomesOf(company, [served]) };
    });
  function* counted(id: ModelId, from: number): Generator<void, Cells> {
    const { outcomes } = yield* side(id);
    return cellsOf(company, chargebacks(company, outcomes), from);
  }
  const cells = (id: ModelId, from = 0) => once(`cells ${id} ${from}`, () => counted(id, from));
  const split = (id: ModelId, count: number, first: number) =>
    once(`splits ${id} ${count}`, function* (): Generator<void, Many> {
      const champion = yield* cells("champion");
      return yield* manySplits(company, champion, yield* cells(id), count, first);
    });
  const release = (id: ModelId, ramp: boolean) =>
    once(`release ${id} ${ramp}`, function* (): Generator<void, Release> {
      const champion = yield* side("champion");
      const own = yield* side(id);
      yield;
      const from = ramp ? RAMPED : 0;
      const both = { champion: yield* cells("champion", from), challenger: yield* cells(id, from) };
      const sides = { ...meetsOf(company, ramp, seed), cells: both };
      yield;
      const before = yield* once("bad before", () =>
        badThings(company, champion, meetsOf(company, false, seed), 0),
      );
      const after = yield* badThings(company, own, sides, 1);
      return { side: own, sides, guards: guardsOf(company, own, sides, before, after) };
    });
  const truth = (id: ModelId) =>
    once(`truth ${id}`, function* (): Generator<void, number> {
      const [a, b] = [yield* side("champion"), yield* side(id)];
      return finalRate(company, b.outcomes) - finalRate(company, a.outcomes);
    });
  return {
    company,
    side,
    cells,
    nothing: (count) =>
      count <= DRAWN
        ? split("champion", count, FIRST.nothing)
        : once(`nothing ${count}`, function* (): Generator<void, Many> {
            const drawn = yield* split("champion", DRAWN, FIRST.nothing);
            return together(drawn, yield* split("champion", count - DRAWN, FIRST.nothing + DRAWN));
          }),
    challenged: (id, count) => split(id, count, FIRST.challenged),
    release,
    truth,
    shadowLine: (id, ramp) =>
      once(`shadow ${id} ${ramp}`, function* (): Generator<void, ShadowLine> {
        const { side: own, sides } = yield* release(id, ramp);
        const champion = yield* side("champion");
        yield;
        return shadowLineOf(company, id, champion.outcomes, own, sides, yield* truth(id));
      }),
    split: (id) =>
      once(`ways ${id}`, function* (): Generator<void, Split> {
        const [a, b] = [yield* side("champion"), yield* side(id)];
        return yield* splitsOf(company, [a.served, b.served], yield* truth(id), FIRST.ways);
      }),
    async alarms(id, task, step) {
      const key = `alarms ${id}`;
      if (!kept.has(key)) {
        const champion = kept.get("side champion") as Side;
        const { arm } = meetsOf(company, false, seed);
        const own = kept.get(`side ${id}`) as Side;
        kept.set(key, await alarmsOf(company, id, champion, own, arm, seed, task, step));
      }
      return kept.get(key) as readonly Alarm[];
    },
  };
}
