import { frames } from "virtual:first-frames";
import { wrap } from "comlink";
import { loadChapter } from "../chapters/contents.ts";
import type { ParamValues } from "../core/contracts.ts";
import { defaultsOf } from "../core/defaults-of.ts";
import { createCache, keyOf } from "./cache.ts";
import { WorkersMissing } from "./errors.ts";
import { createPool, type PoolOptions, type Port } from "./pool.ts";
import type { CallOptions, Door, ExperimentOptions, Report, RequestOptions } from "./protocol.ts";

export { isAbort, WorkerCrashed, WorkersMissing } from "./errors.ts";
export type { CallOptions, ExperimentOptions } from "./protocol.ts";

export type EngineOptions = PoolOptions;

export type Engine = ReturnType<typeof createEngine>;

/** The one way from a page to the core. Nothing here computes: workers do. */
export function createEngine(options: EngineOptions) {
  const pool = createPool(options);
  const results = createCache<unknown>(64);

  return {
    /**
     * Runs a chapter's experiment; the lane is the chapter where none is named. Newer requests replace older ones (they reject with an AbortError,
     * see `isAbort`), and whatever resolves is worth drawing: results come in the order in which they were asked for.
     */
    async experiment<R>(
      id: string,
      params: ParamValues,
      seed: number,
      { fresh = false, lane = id, ...options }: ExperimentOptions<R> = {},
    ): Promise<R> {
      const key = keyOf(id, params, seed);
      const known = fresh ? undefined : results.get(key);
      if (known !== undefined) {
        pool.supersede(lane);
        return known as R;
      }
      const work = { kind: "experiment", chapter: id, params, seed } as const;
      const result = await pool.run({ work, lane, ...listeners(options) });
      results.set(key, result);
      return result as R;
    },

    /** The data behind a chapter's setting as CSV texts by file name. */
    async scenario(
      id: string,
      params: ParamValues,
      seed: number,
      options: RequestOptions<never> = {},
    ): Promise<Record<string, string>> {
      const work = { kind: "scenario", chapter: id, params, seed } as const;
      const files = await pool.run({ work, lane: `${id} scenario`, ...listeners(options) });
      return files as Record<string, string>;
    },

    /** Runs `workbench/<name>.job.ts` with a payload that survives a structured clone. */
    async call<R>(
      name: string,
      payload: unknown,
      { lane = name, sticky = false, ...options }: CallOptions<R> = {},
    ): Promise<R> {
      const work = { kind: "job", name, payload } as const;
      return (await pool.run({ work, lane, sticky, ...listeners(options) })) as R;
    },

    /**
     * The chapter's default result, computed when the site was built; null where the chapter has none. It is remembered as the
     * answer to `experiment` with the default parameters and the chapter's seed, so that a reset needs no computing either.
     */
    async firstFrame<R>(id: string): Promise<R | null> {
      const load = Object.hasOwn(frames, id) ? frames[id] : undefined;
      if (!load) return null;
      const [module, { params, seed }] = await Promise.all([load(), loadChapter(id)]);
      const result = module.default as R;
      results.set(keyOf(id, defaultsOf(params), seed), result);
      return result;
    },

    /** Starts a worker and loads the chapter's experiment into it, so that the first move of a slider finds it ready. */
    async prepare(id: string): Promise<void> {
      await pool.prepare({ kind: "experiment", chapter: id, params: {}, seed: 0 }).catch(() => undefined);
    },

    /** Ends every worker. The next request starts them again. */
    close: pool.close,
  };
}

function listeners<Parts>({ onParts, onProgress, signal }: RequestOptions<Parts>) {
  const report = (report: Report) => {
    if ("progress" in report) onProgress?.(...report.progress);
    else onParts?.(report.parts as Parts);
  };
  return { report, signal };
}

/** A worker of the browser, behind Comlink. */
function spawnWorker(): Port {
  if (typeof Worker === "undefined") throw new WorkersMissing();
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "as-of" });
  return {
    door: wrap<Door>(worker),
    terminate: () => worker.terminate(),
    onCrash(tell) {
      worker.addEventListener("error", (event) => tell(event.message ?? ""));
      worker.addEventListener("messageerror", () => tell("a message could not be read"));
    },
  };
}

const cores = typeof navigator === "undefined" ? 1 : (navigator.hardwareConcurrency ?? 1);

/** The page's engine: at most four workers, started when they are first needed. */
export const engine: Engine = createEngine({ spawn: spawnWorker, size: Math.max(1, Math.min(cores, 4)) });
