import type { ParamValues, Task } from "../core/contracts.ts";
import { tableToCsv } from "../core/export/csv.ts";
import type { Table } from "../core/table/table.ts";
import type { Door, Job, Report, Work } from "./protocol.ts";
import { createTask } from "./task.ts";

type Loader<M> = () => Promise<M>;
type Experiment = (params: ParamValues, seed: number, task: Task<unknown>) => Promise<unknown>;
type Scenario = (params: ParamValues, seed: number) => Readonly<Record<string, Table>>;

/** Where a worker finds its work, by name. */
export type Sources = {
  experiments: Readonly<Record<string, Loader<{ experiment: Experiment }>>>;
  scenarios: Readonly<Record<string, Loader<{ scenario: Scenario }>>>;
  jobs: Readonly<Record<string, Loader<{ job: Job<never, unknown> }>>>;
};

/** The worker's side of the door. It does one piece of work at a time; the pool sees to that. */
export function createDoor(sources: Sources): Door {
  const running = new Set<number>();
  const aborted = new Set<number>();

  async function load(work: Work): Promise<(task: Task<unknown>) => Promise<unknown>> {
    switch (work.kind) {
      case "experiment": {
        const { experiment } = await found(sources.experiments, work.chapter, "experiment")();
        return (task) => experiment(work.params, work.seed, task);
      }
      case "scenario": {
        const { scenario } = await found(sources.scenarios, work.chapter, "scenario")();
        return async () => {
          const tables = Object.entries(scenario(work.params, work.seed));
          return Object.fromEntries(tables.map(([file, table]) => [file, tableToCsv(table)]));
        };
      }
      case "job": {
        const { job } = await found(sources.jobs, work.name, "job")();
        return (task) => job(work.payload as never, task);
      }
    }
  }

  return {
    async run(work, id, report) {
      running.add(id);
      let heard: Promise<void> | undefined;
      const tell = (news: Report) => {
        heard = report(news) ?? undefined;
      };
      const task = createTask(tell, () => aborted.has(id));
      try {
        const start = await load(work);
        await task.breathe();
        const result = await start(task);
        // Reports travel on a channel of their own, so without waiting the result could overtake the last of them.
        await heard;
        return result;
      } finally {
        running.delete(id);
        aborted.delete(id);
      }
    },
    abort(id) {
      if (running.has(id)) aborted.add(id);
    },
    async prepare(work) {
      await load(work);
    },
  };
}

function found<M>(loaders: Readonly<Record<string, Loader<M>>>, name: string, what: string): Loader<M> {
  const loader = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
  if (!loader) throw new Error(`There is no ${what} called “${name}”.`);
  return loader;
}

/** Loaders by the first group of a pattern over their paths: `../chapters/time-travel/experiment.ts` is `time-travel`. */
export function byName<M>(modules: Record<string, Loader<M>>, pattern: RegExp): Record<string, Loader<M>> {
  return Object.fromEntries(Object.entries(modules).map(([path, load]) => [pattern.exec(path)![1]!, load]));
}
