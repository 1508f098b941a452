import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { commonestReason } from "../core/matrix/commonest.ts";
import { countOf, standings } from "../core/matrix/matrix.ts";
import { DETECTORS, letterOf, reasonOf, STRENGTHS, verdictsInSteps } from "../core/matrix/measure.ts";
import { type Packed, packCells, unpack } from "../core/matrix/pack.ts";
import { FAILURES } from "../core/service/registry.ts";
import { printOf, sourcesIn } from "./source-print.ts";

/** One failure (null: the healthy twin) at a strength, under one seed. */
type Pair = { failure: string | null; strength: number; seed: number };
type Said = { letters: string; reasons: readonly string[] };
type Kept = { print: string; key: string } & Said;

const keyOf = ({ failure, strength, seed }: Pair) => `${failure ?? "healthy"} ${strength} ${seed}`;

const failures = [null, ...FAILURES.map(({ id }) => id)];

/** Every pair of a seed stands together, since they share its world. */
const pairsOf = (seed: number): Pair[] =>
  failures.flatMap((failure) =>
    (failure === null ? [0] : STRENGTHS).map((strength) => ({ failure, strength, seed })),
  );

/** The sources that decide what is said of a failure. */
function printsOf(): Map<string | null, string> {
  const common = ["../core/matrix/measure.ts", ...sourcesIn("/core/detectors/").filter(isDetector)];
  return new Map(
    failures.map((id) => [
      id,
      printOf(id === null ? common : [...common, `../core/service/failures/${id}.ts`]),
    ]),
  );
}

const isDetector = (path: string) => !path.includes("/shared/");

/** The project's folder, from wherever this file was bundled to. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

/** What an earlier run of the same sources found out. */
function readKept(file: string, prints: ReadonlyMap<string | null, string>): Map<string, Said> {
  const kept = new Map<string, Said>();
  if (!existsSync(file)) return kept;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    try {
      const { print, key, letters, reasons } = JSON.parse(line) as Kept;
      const id = key.split(" ")[0]!;
      if (prints.get(id === "healthy" ? null : id) === print) kept.set(key, { letters, reasons });
    } catch {
      // A run that was cut off leaves half a line.
    }
  }
  return kept;
}

async function measure(seeds: number, threads: number, file: string): Promise<Map<string, Said>> {
  const prints = printsOf();
  const kept = readKept(file, prints);
  const left = Array.from({ length: seeds }, (_, i) =>
    pairsOf(i + 1).filter((pair) => !kept.has(keyOf(pair))),
  ).filter((pairs) => pairs.length > 0);
  mkdirSync(dirname(file), { recursive: true });
  const total = left.reduce((sum, pairs) => sum + pairs.length, 0);
  const started = performance.now();
  let done = 0;
  await spread(left, threads, (pair, said) => {
    kept.set(keyOf(pair), said);
    const line: Kept = { print: prints.get(pair.failure)!, key: keyOf(pair), ...said };
    appendFileSync(file, `${JSON.stringify(line)}\n`);
    tell(++done, total, started);
  });
  return kept;
}

function spread(
  work: readonly (readonly Pair[])[],
  count: number,
  take: (pair: Pair, said: Said) => void,
): Promise<void> {
  if (work.length === 0) return Promise.resolve();
  let next = 0;
  let open = work.length;
  const threads = Array.from(
    { length: Math.min(count, work.length) },
    () => new Worker(fileURLToPath(import.meta.url)),
  );
  const finished = new Promise<void>((resolve, reject) => {
    for (const thread of threads) {
      const give = () => {
        if (next < work.length) thread.postMessage(work[next++]);
      };
      thread.on("error", reject);
      thread.on("message", ({ pair, said, error, whole }) => {
        if (error) return reject(new Error(`${keyOf(pair)}: ${error}`));
        if (!whole) return take(pair, said);
        if (--open === 0) resolve();
        give();
      });
      give();
    }
  });
  return finished.finally(() => {
    for (const thread of threads) void thread.terminate();
  });
}

function tell(done: number, total: number, started: number): void {
  const seconds = (performance.now() - started) / 1000;
  const left = Math.round((seconds / done) * (total - done));
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} pairs, about ${left} s left \x1b[K`);
  else if (done === total || done % 100 === 0)
    process.stderr.write(`${done} of ${total} pairs, about ${left} s left\n`);
}

/** What is stored: every letter, and the commonest reasons. */
function packed(seeds: number, said: ReadonlyMap<string, Said>): Packed {
  const reasons: string[] = [];
  const place = (reason: string) => {
    if (!reasons.includes(reason)) reasons.push(reason);
    return reasons.indexOf(reason);
  };
  const row = (failure: string | null, strength: number) => {
    const own = Array.from({ length: seeds }, (_, i) => said.get(keyOf({ failure, strength, seed: i + 1 }))!);
    const why = DETECTORS.map((_, at) =>
      place(commonestReason(own.map((one) => ({ letter: one.letters[at]!, reason: one.reasons[at]! })))),
    );
    const letters = DETECTORS.map((_, at) => own.map((one) => one.letters[at]).join(""));
    return { cells: packCells(letters), why };
  };
  return {
    seeds,
    strengths: [...STRENGTHS],
    failures: FAILURES.map(({ id, name, chapter, summary }) => ({ id, name, chapter, summary })),
    detectors: DETECTORS.map(({ id, name, family, summary }) => ({ id, name, family, summary })),
    twin: row(null, 0),
    rows: FAILURES.map(({ id }) => STRENGTHS.map((strength) => row(id, strength))),
    reasons,
  };
}

/** One line a row: a change can be read in a diff. */
function written(all: Packed): string {
  const lines = (items: readonly unknown[]) => items.map((one) => `    ${JSON.stringify(one)}`).join(",\n");
  return `{
  "seeds": ${all.seeds},
  "strengths": ${JSON.stringify(all.strengths)},
  "reasons": ${JSON.stringify(all.reasons)},
  "failures": [
${lines(all.failures)}
  ],
  "detectors": [
${lines(all.detectors)}
  ],
  "twin": ${JSON.stringify(all.twin)},
  "rows": [
${lines(all.rows)}
  ]
}
`;
}

/** By failure, the detectors that see it, with how often they ring. */
function print(all: Packed, strength: number): void {
  const matrix = unpack(all, strength);
  const shares = (row: { letters: readonly string[] }, at: number) =>
    Math.round((100 * countOf(row.letters[at]!).rings) / all.seeds);
  console.log(`Strength ${strength}, ${all.seeds} seeds. Rings, then the same on the healthy twin, in %.`);
  for (const [at, row] of standings(matrix).entries()) {
    const seen = row.flatMap((standing, detector) =>
      standing === "sees"
        ? [
            `${all.detectors[detector]!.id} ${shares(matrix.rows[at]!, detector)}/${shares(matrix.twin, detector)}`,
          ]
        : [],
    );
    console.log(`${all.failures[at]!.id}: ${seen.length === 0 ? "nobody" : seen.join(", ")}`);
  }
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

async function main(): Promise<void> {
  let options: { seeds?: string | undefined; threads?: string | undefined; fresh?: boolean | undefined };
  try {
    options = parseArgs({
      options: { seeds: { type: "string" }, threads: { type: "string" }, fresh: { type: "boolean" } },
    }).values;
  } catch (error) {
    refuse(`${(error as Error).message} Known: --seeds N, --threads N, --fresh.`);
  }
  const seeds = Number(options.seeds ?? 40);
  const threads = Number(options.threads ?? availableParallelism());
  for (const [name, value] of Object.entries({ seeds, threads }))
    if (!Number.isInteger(value) || value < 1)
      refuse(`--${name} takes a whole number from 1; “${options[name as "seeds"]}” is none.`);
  const root = projectRoot();
  const cacheFile = join(root, "node_modules/.cache/as-of/matrix.jsonl");
  if (options.fresh) rmSync(cacheFile, { force: true });
  const all = packed(seeds, await measure(seeds, threads, cacheFile));
  for (const strength of STRENGTHS) print(all, strength);
  writeFileSync(join(root, "src/core/matrix/matrix.json"), written(all));
}

if (isMainThread) await main();
else
  parentPort!.on("message", (pairs: Pair[]) => {
    for (const pair of pairs) {
      try {
        const said = { letters: "", reasons: [] as string[] };
        for (const alarm of verdictsInSteps(pair.failure, pair.strength, pair.seed)) {
          if (alarm === undefined) continue;
          said.letters += letterOf(alarm);
          said.reasons.push(reasonOf(alarm));
        }
        parentPort!.postMessage({ pair, said });
      } catch (error) {
        parentPort!.postMessage({ pair, error: error instanceof Error ? error.message : String(error) });
      }
    }
    parentPort!.postMessage({ whole: true });
  });
