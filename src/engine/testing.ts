import type { ParamValues, Task } from "../core/contracts.ts";
import { categories, table } from "../core/table/table.ts";
import { createEngine, type Engine, isAbort } from "./client.ts";
import { fakePorts } from "./fake-port.ts";
import type { PoolOptions } from "./pool.ts";
import { nextTurn } from "./task.ts";

export type Result = { value: number; early?: number };

/** Takes `milliseconds`, breathing as it should unless `rude`. */
export async function slow(params: ParamValues, seed: number, task: Task<unknown>): Promise<Result> {
  runs.push(Number(params.value));
  const end = performance.now() + Number(params.milliseconds ?? 0);
  task.publish({ early: seed });
  while (performance.now() < end || unending.has(Number(params.value))) {
    if (params.rude) await nextTurn();
    else await task.breathe();
  }
  task.progress(1, 1);
  if (params.fails) throw new RangeError(`The value ${params.value} is impossible.`);
  finished.push(Number(params.value));
  return { value: Number(params.value), early: seed };
}

/** The values whose work was begun, and ended, since the last set-up. */
export let runs: number[] = [];
/** Values whose work does not end before they are let go. */
export const unending = new Set<number>();
export let finished: number[] = [];
let engine: Engine | undefined;

export const closeEngine = () => engine?.close();

export function setUp(size = 2, options: Partial<Omit<PoolOptions, "spawn" | "size">> = {}) {
  runs = [];
  finished = [];
  unending.clear();
  const ports = fakePorts({
    experiments: { slow: async () => ({ experiment: slow }) },
    scenarios: {
      slow: async () => ({ scenario: () => ({ "payments.csv": table([["a", categories(["=1"])]]) }) }),
    },
    jobs: {
      remember: async () => ({
        job: (async (payload: number) => {
          held.push(payload);
          return held.length;
        }) as never,
      }),
    },
  });
  const held: number[] = [];
  engine = createEngine({ spawn: ports.spawn, size, ...options });
  return { engine, ports };
}

export const outcome = (promise: Promise<Result>) =>
  promise.then(
    ({ value }) => value,
    (error) => (isAbort(error) ? "aborted" : error),
  );
export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** For what is measured on the clock: another program may hold the machine for a moment, and hardly four times in a row. */
export const onTheClock = { retry: 3 };
