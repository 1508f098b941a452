import { type Bench, benchOf } from "./bench.ts";
import type { Params } from "./experiment.ts";
import { type Answer, type Loop, type Setting, startLoop } from "./loop.ts";

type Store = { key: string; bench: Bench; loops: Map<string, Loop> };

/** The last settings and their loops: a slider that moves only one of them retrains no other. */
let kept: Store[] = [];
/** One setting needs eight: three ways, the ideal, and the shares of the cost curve. */
const MOST_LOOPS = 12;

export type Loops = {
  bench: Bench;
  /** The loop under this answer, as far as it has come. */
  of(answer: Answer): Loop;
};

/** The loops over the payments of these parameters. */
export function loopsOf({ size, bold, block, window }: Params, seed: number): Loops {
  const setting = { block, window } as Setting;
  const bench = benchOf(size, bold, seed);
  const key = JSON.stringify([size, bold, seed, setting]);
  const store = kept.find((one) => one.key === key && one.bench === bench) ?? {
    key,
    bench,
    loops: new Map(),
  };
  // What belongs to another world is never asked for again before that world is drawn anew.
  kept = [store, ...kept.filter((one) => one !== store && one.bench === bench)].slice(0, 2);
  return {
    bench,
    of(answer) {
      const name = JSON.stringify(answer);
      const { loops } = store;
      const loop = loops.get(name) ?? startLoop(bench, setting, answer, loops.values().next().value);
      // The last asked for stands last; a slider that is dragged must not fill the memory.
      loops.delete(name);
      loops.set(name, loop);
      if (loops.size > MOST_LOOPS) loops.delete(loops.keys().next().value!);
      return loop;
    },
  };
}
