import { rememberLast } from "../shared/remember.ts";
import { Workshop } from "./bench.ts";
import { benchOf } from "./world.ts";

type Setting = { size: number; known: string; noise: number; trees: number; shared: number };

const made = rememberLast(
  ({ size, known, noise, trees, shared }: Setting, seed: number) =>
    new Workshop(benchOf({ size, known, noise }, seed), trees, shared, seed),
);

/** The workshop of this setting and seed, with the models that stand in it; the last one is kept. Depth and split change nothing about it. */
export const workshopOf = ({ size, known, noise, trees, shared }: Setting, seed: number): Workshop =>
  made({ size, known, noise, trees, shared }, seed);
