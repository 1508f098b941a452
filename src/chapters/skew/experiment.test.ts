import { describe, expect, it } from "vitest";
import { holdsItsClaims } from "../../cli/chapter-tests.ts";
import { quietTask } from "../../cli/run-default.ts";
import type { Task } from "../../core/contracts.ts";
import { detector } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import { MISMATCHES } from "../../core/faults/serving-skew.ts";
import { FEATURES } from "../../core/features/features.ts";
import { random } from "../../core/random.ts";
import { featuresTable } from "../../core/world/tables.ts";
import { defaultsOf } from "../registry.ts";
import chapter from "./chapter.ts";
import { benchOf, liveRange, servedUnder } from "./company.ts";
import { experiment, type Params, type Result } from "./experiment.ts";
import { mustShow } from "./must-show.ts";

const defaults = defaultsOf(chapter.params) as unknown as Params;
const quiet: Task<Result> = quietTask;
const run = (params: Partial<Params> = {}, seed = chapter.seed, task = quiet) =>
  experiment({ ...defaults, ...params }, seed, task);

holdsItsClaims(mustShow, (params, seed) => run(params as Partial<Params>, seed));
