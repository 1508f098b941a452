import { createAdwin } from "./adwin.ts";
import { createCusum } from "./cusum.ts";
import { createDdm } from "./ddm.ts";
import { createEddm } from "./eddm.ts";
import { createHddmAverage } from "./hddm-average.ts";
import { createHddmWeighted } from "./hddm-weighted.ts";
import { createKswin } from "./kswin.ts";
import { createPageHinkley } from "./page-hinkley.ts";
import { createPeriodic } from "./periodic.ts";
import type { Stream } from "./stream.ts";

/** Every stream detector by its id, with the defaults of its reference; `draw` is read by KSWIN alone. */
export const STREAMS: Readonly<Record<string, (draw: { integer(bound: number): number }) => Stream>> = {
  adwin: () => createAdwin(),
  ddm: () => createDdm(),
  eddm: () => createEddm(),
  "hddm-average": () => createHddmAverage(),
  "hddm-weighted": () => createHddmWeighted(),
  "page-hinkley": () => createPageHinkley(),
  kswin: (draw) => createKswin(draw),
  cusum: () => createCusum(),
  "periodic-dummy": () => createPeriodic(),
};
