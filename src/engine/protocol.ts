/** What travels between the page and a worker. Types alone: nothing here runs. */
import type { ParamValues, Task } from "../core/contracts.ts";

/** A piece of work for a worker. */
export type Work =
  | { kind: "experiment"; chapter: string; params: ParamValues; seed: number }
  | { kind: "scenario"; chapter: string; params: ParamValues; seed: number }
  | { kind: "job"; name: string; payload: unknown };

/** What a worker tells while it works. */
export type Report = { progress: readonly [done: number, total: number] } | { parts: unknown };

/** The one door of a worker. */
export interface Door {
  /**
   * Does the work and answers with its result; `report` is called along the way, and the result follows the last report that it
   * answered. One piece of work at a time.
   */
  run(work: Work, id: number, report: (report: Report) => void | Promise<void>): Promise<unknown>;
  /** Asks the work with this id to stop at its next `breathe`. */
  abort(id: number): void;
  /** Loads what the work will need, without doing it. */
  prepare(work: Work): Promise<void>;
}

/** `workbench/<name>.job.ts` exports `job`. The payload and the result must survive a structured clone (files do). */
export type Job<Payload, Result> = (payload: Payload, task: Task<Result>) => Promise<Result>;

export type RequestOptions<Parts> = {
  /** Called with the parts of the result that are ready before the whole is. */
  onParts?: (parts: Parts) => void;
  /** True progress: steps done of steps in all. */
  onProgress?: (done: number, total: number) => void;
  /** Cancels the request. Do not use it to replace a request by a newer one: the lane does that, and better. */
  signal?: AbortSignal;
};

export type ExperimentOptions<R> = RequestOptions<Partial<R>> & {
  /** Computes even where the result is remembered. */
  fresh?: boolean;
  /** Requests of one lane replace each other; the chapter's id where absent. */
  lane?: string;
};

export type CallOptions<R> = RequestOptions<Partial<R>> & {
  /** Requests of one lane replace each other; the job's name where absent. */
  lane?: string;
  /** Always the same worker for this lane, so that a job can keep in memory what an earlier one read. */
  sticky?: boolean;
};
