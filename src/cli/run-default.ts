import { chapter, defaultsOf } from "../chapters/registry.ts";
import type { ParamValues, Task } from "../core/contracts.ts";

type ExperimentModule = {
  experiment(params: ParamValues, seed: number, task: Task<unknown>): Promise<unknown>;
};

const experiments = import.meta.glob<ExperimentModule>("../chapters/*/experiment.ts");

/** For a run that nobody watches and nobody cancels. */
export const quietTask: Task<unknown> = { progress() {}, publish() {}, async breathe() {} };

/** The result of a chapter's experiment with the given parameters; the defaults fill the gaps. */
export async function runExperiment(id: string, params: ParamValues = {}, seed?: number): Promise<unknown> {
  const manifest = chapter(id);
  const module = await experiments[`../chapters/${id}/experiment.ts`]?.();
  if (!manifest || !module) throw new Error(`There is no chapter “${id}” with an experiment.`);
  return module.experiment({ ...defaultsOf(manifest.params), ...params }, seed ?? manifest.seed, quietTask);
}

/** The result that the page shows first: default parameters, the chapter's own seed. */
export function runDefault(id: string): Promise<unknown> {
  return runExperiment(id);
}
