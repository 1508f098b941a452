import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { chapters } from "../chapters/registry.ts";
import type { MustShow, ParamValues } from "../core/contracts.ts";
import { type Judged, judge } from "./judge.ts";
import { runExperiment } from "./run-default.ts";

type Lesson = Judged & { chapter: string; claim: string; seeds: number };

/** One run of an experiment and the claims that read it, by their place in the chapter's list. */
type Run = { chapter: string; params: ParamValues; seed: number; claims: readonly number[] };

const claimLists = import.meta.glob<{ mustShow: readonly MustShow<never>[] }>("../chapters/*/must-show.ts");

async function claimsOf(chapter: string): Promise<readonly MustShow<never>[]> {
  return (await claimLists[`../chapters/${chapter}/must-show.ts`]?.())?.mustShow ?? [];
}

async function valuesOf(run: Run): Promise<number[]> {
  const claims = await claimsOf(run.chapter);
  const result = await runExperiment(run.chapter, run.params, run.seed);
  return run.claims.map((index) => claims[index]!.value(result as never));
}

/** Runs each distinct setting of each chapter once a seed, spread over the processor's cores, and judges every claim. */
async function lessons(ids: readonly string[], seeds: number): Promise<Lesson[]> {
  const runs: Run[] = [];
  const claims = new Map<string, readonly MustShow<never>[]>();
  for (const chapter of ids) {
    const list = await claimsOf(chapter);
    claims.set(chapter, list);
    const settings = new Map<string, number[]>();
    for (const [index, { params = {} }] of list.entries()) {
      const key = JSON.stringify(Object.entries(params).sort());
      settings.set(key, [...(settings.get(key) ?? []), index]);
    }
    for (const indices of settings.values())
      for (let seed = 1; seed <= seeds; seed++)
        runs.push({ chapter, params: list[indices[0]!]!.params ?? {}, seed, claims: indices });
  }
  const values = await spread(runs);
  return ids.flatMap((chapter) =>
    claims.get(chapter)!.map((claim, index) => {
      const own = runs.flatMap((run, at) => {
        const place = run.chapter === chapter ? run.claims.indexOf(index) : -1;
        return place < 0 ? [] : [values[at]![place]!];
      });
      return { chapter, claim: claim.claim, ...judge(claim, own), seeds };
    }),
  );
}

/** The values of every run, in order, computed by one thread a core. */
function spread(runs: readonly Run[]): Promise<number[][]> {
  const values: number[][] = new Array(runs.length);
  let next = 0;
  let done = 0;
  const threads = Array.from(
    { length: Math.min(availableParallelism(), runs.length) },
    () => new Worker(fileURLToPath(import.meta.url)),
  );
  const finished = new Promise<number[][]>((resolve, reject) => {
    if (runs.length === 0) resolve(values);
    for (const thread of threads) {
      const give = () => {
        if (next < runs.length) thread.postMessage({ at: next, run: runs[next++] });
      };
      thread.on("error", reject);
      thread.on("message", ({ at, found, error }) => {
        if (error) return reject(new Error(`${runs[at]!.chapter}, seed ${runs[at]!.seed}: ${error}`));
        values[at] = found;
        if (process.stderr.isTTY) process.stderr.write(`\r${++done} of ${runs.length} runs `);
        else done++;
        if (done === runs.length) resolve(values);
        give();
      });
      give();
    }
  });
  return finished.finally(() => {
    if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
    for (const thread of threads) void thread.terminate();
  });
}

function table(rows: readonly Lesson[]): string {
  const cells = rows.map(({ chapter, claim, value, interval, bound, holds, seeds }) => [
    chapter,
    claim,
    short(value),
    interval ? `${short(interval[0])} to ${short(interval[1])}` : "",
    bound,
    holds ? "holds" : "DOES NOT HOLD",
    String(seeds),
  ]);
  const lines = [["chapter", "claim", "value", "95 % interval", "bound", "verdict", "seeds"], ...cells];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const kept = rows.filter(({ holds }) => holds).length;
  return [
    ...lines.map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    ),
    `${kept} of ${rows.length} claims hold.`,
  ].join("\n");
}

function short(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : String(value);
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

async function main(): Promise<void> {
  let options: { chapter?: string | undefined; seeds?: string | undefined; json?: boolean | undefined };
  try {
    options = parseArgs({
      options: { chapter: { type: "string" }, seeds: { type: "string" }, json: { type: "boolean" } },
    }).values;
  } catch (error) {
    refuse(`${(error as Error).message} Known: --chapter ID, --seeds N, --json.`);
  }
  const seeds = Number(options.seeds ?? 20);
  if (!Number.isInteger(seeds) || seeds < 1)
    refuse(`--seeds takes a whole number from 1; “${options.seeds}” is none.`);
  const ids = chapters.map(({ id }) => id);
  if (options.chapter !== undefined && !ids.includes(options.chapter))
    refuse(`There is no chapter “${options.chapter}”. There are: ${ids.join(", ")}.`);
  const rows = await lessons(options.chapter === undefined ? ids : [options.chapter], seeds);
  console.log(options.json ? JSON.stringify(rows, null, 2) : table(rows));
}

if (isMainThread) await main();
else
  parentPort!.on("message", async ({ at, run }: { at: number; run: Run }) => {
    try {
      parentPort!.postMessage({ at, found: await valuesOf(run) });
    } catch (error) {
      parentPort!.postMessage({ at, error: error instanceof Error ? error.message : String(error) });
    }
  });
