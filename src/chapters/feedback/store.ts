import { type Bench, benchOf } from "./bench.ts";
import type { Params } from "./experiment.ts";
import { type Answer, type Loop, type Setting, startLoop } from "./loop.ts";

type Store = { key: string; bench: Bench; loops: Map<string, Loop> };

/** The last settings and their loops: a slider that moves only one of them retrains no other. */
let kept: Store[] = [];

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
      const loop = store.loops.get(name) ?? startLoop(bench, setting, answer, [...store.loops.values()][0]);
      store.loops.set(name, loop);
      return loop;
    },
  };
}
