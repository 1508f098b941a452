import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import type { Detector } from "../core/contracts.ts";
import { detectors as registered } from "../core/detectors/registry.ts";
import {
  type Entry,
  entryOf,
  pairsOf,
  pairsPerStrength,
  type ReportCard,
  rateOf,
} from "../core/report-card/card.ts";
import { columnsFor, dataOf, HEALTHY, ROWS, viewOf } from "../core/report-card/cases.ts";
import { dummy } from "../core/report-card/dummy.ts";
import { type Cell, cellName, cellsOf, verdictsOf } from "../core/report-card/measure.ts";
import { breaks, promiseOf } from "../core/report-card/promise.ts";

/** Pairs in one piece of work: a minute of the slowest detector at most, so that little is lost where a run is cut off. */
const PIECE = 20;

const detectors: readonly Detector[] = [...registered, dummy];
const byId = new Map(detectors.map((one) => [one.id, one]));

/** Every source of the core, as text: verdicts of an older source are not taken again. */
const sources = import.meta.glob<string>(["../core/**/*.ts", "!../**/*.test.ts"], {
  eager: true,
  query: "?raw",
  import: "default",
});

type Piece = { cell: Cell; from: number; to: number; detectors: readonly string[] };
type Kept = { print: string; detector: string; cell: string; from: number; letters: string };

/** One text for a detector's file and all that it imports. */
function fingerprint(id: string): string {
  const waiting = [id === dummy.id ? "../core/report-card/dummy.ts" : `../core/detectors/${id}.ts`];
  const seen = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const text = sources[path];
    if (text === undefined || seen.has(path)) continue;
    seen.add(path);
    const folder = dirname(path);
    for (const [, type, name] of text.matchAll(/^(?:import|export)( type)? [^;]*?from "(\.[^"]+)"/gm))
      if (!type) waiting.push(join(folder, name!));
  }
  const hash = createHash("sha256");
  for (const path of [...seen].sort()) hash.update(computing(sources[path]!));
  return hash.digest("hex").slice(0, 12);
}

/** A source without its comments and its words for people, which change no verdict. */
function computing(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "")
    .replace(/\b(?:name|summary|formula|falseAlarmCost|source):\s*"(?:[^"\\]|\\.)*",?/g, "")
    .replace(/\bblindTo:\s*\[[^\]]*\],?/g, "")
    .replace(/\s+/g, " ");
}

/** A cell as the cache knows it: what the detector reads there is part of its name. */
function keptName(detector: string, cell: Cell): string {
  const own = byId.get(detector)!;
  const columns = columnsFor(own, cell.setting, cell.id) ?? [];
  return `${cellName(cell)} ${bytesOf(own, cell)} ${columns.join(",")}`;
}

/** The data of a cell by the bytes of their first pair. */
function bytesOf(detector: Detector, cell: Cell): string {
  const key = `${cellName(cell)} ${viewOf(detector)}`;
  const known = cellBytes.get(key);
  if (known !== undefined) return known;
  const { setting, id, strength } = cell;
  const { reference, current } = dataOf(detector, setting, id, strength, ROWS[setting], 0);
  const hash = createHash("sha256");
  for (const table of [reference, current])
    for (const [column, { valid, ...rest }] of table?.columns ?? []) {
      hash.update(column).update("codes" in rest ? rest.codes : rest.values);
      if (valid !== null) hash.update(valid);
    }
  const made = hash.digest("hex").slice(0, 12);
  cellBytes.set(key, made);
  return made;
}
const cellBytes = new Map<string, string>();

/** The project's folder, from wherever this file was bundled to. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

/** Verdicts that an earlier run of the same sources left, by detector, cell and first pair. */
function readKept(file: string, prints: ReadonlyMap<string, string>): Map<string, string> {
  const kept = new Map<string, string>();
  if (!existsSync(file)) return kept;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    try {
      const one = JSON.parse(line) as Kept;
      if (prints.get(one.detector) === one.print)
        kept.set(`${one.detector}|${one.cell}|${one.from}`, one.letters);
    } catch {
      // A run that was cut off leaves half a line.
    }
  }
  return kept;
}

async function measure(ids: readonly string[], pairs: number, cacheFile: string): Promise<Entry[]> {
  const prints = new Map(ids.map((id) => [id, fingerprint(id)]));
  const kept = readKept(cacheFile, prints);
  const pieces = piecesOf(ids, pairs, kept);
  mkdirSync(dirname(cacheFile), { recursive: true });
  await spread(pieces, (piece, letters) => {
    const lines = piece.detectors.map((detector, i) => {
      const cell = keptName(detector, piece.cell);
      kept.set(`${detector}|${cell}|${piece.from}`, letters[i]!);
      const line: Kept = {
        print: prints.get(detector)!,
        detector,
        cell,
        from: piece.from,
        letters: letters[i]!,
      };
      return `${JSON.stringify(line)}\n`;
    });
    appendFileSync(cacheFile, lines.join(""));
  });
  return ids.map((id) => {
    const verdicts = new Map<string, string>();
    for (const cell of cellsOf(byId.get(id)!)) {
      let letters = "";
      const total = pairsOf(cell, pairs);
      for (let from = 0; from < total; from += PIECE)
        letters += kept.get(`${id}|${keptName(id, cell)}|${from}`);
      verdicts.set(cellName(cell), letters.slice(0, total));
    }
    return entryOf(byId.get(id)!, verdicts);
  });
}

/** What is left to do: pieces of a cell's pairs, each with all detectors that lack it, since they read the same data. */
function piecesOf(ids: readonly string[], pairs: number, kept: ReadonlyMap<string, string>): Piece[] {
  const cells = new Map<string, { cell: Cell; ids: string[] }>();
  for (const id of ids)
    for (const cell of cellsOf(byId.get(id)!)) {
      const name = cellName(cell);
      const entry = cells.get(name) ?? { cell, ids: [] };
      entry.ids.push(id);
      cells.set(name, entry);
    }
  const pieces: Piece[] = [];
  for (const { cell, ids: own } of cells.values())
    for (let from = 0; from < pairsOf(cell, pairs); from += PIECE) {
      // Always whole pieces, so that a longer run finds them.
      const left = own.filter((id) => !kept.has(`${id}|${keptName(id, cell)}|${from}`));
      if (left.length > 0) pieces.push({ cell, from, to: from + PIECE, detectors: left });
    }
  return pieces;
}

function spread(pieces: readonly Piece[], take: (piece: Piece, letters: string[]) => void): Promise<void> {
  if (pieces.length === 0) return Promise.resolve();
  let next = 0;
  let done = 0;
  const started = performance.now();
  const threads = Array.from(
    { length: Math.min(availableParallelism(), pieces.length) },
    () => new Worker(fileURLToPath(import.meta.url)),
  );
  const finished = new Promise<void>((resolve, reject) => {
    for (const thread of threads) {
      const give = () => {
        if (next < pieces.length) thread.postMessage({ at: next, piece: pieces[next++] });
      };
      thread.on("error", reject);
      thread.on("message", ({ at, letters, error }) => {
        if (error) return reject(new Error(`${cellName(pieces[at]!.cell)}: ${error}`));
        take(pieces[at]!, letters);
        done++;
        tell(done, pieces.length, started);
        if (done === pieces.length) resolve();
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
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} pieces, about ${left} s left \x1b[K`);
  else if (done === total || done % 50 === 0)
    process.stderr.write(`${done} of ${total} pieces, about ${left} s left\n`);
  if (process.stderr.isTTY && done === total) process.stderr.write("\n");
}

/** One line a detector: its false-alarm rates beside what it promises, then its power by case, weakest strength first. */
function lineOf({ detector, cells }: Entry): string {
  const promised = promiseOf(byId.get(detector)!);
  const share = (value: number) => `${(100 * value).toFixed(1)} %`;
  const healthy = cells
    .filter(({ id }) => id === HEALTHY)
    .map((cell) => {
      const { rate, interval, cannotTell, pairs } = rateOf(cell);
      const wrong = cell.setting === "independent" && breaks(promised, cell) ? " BREAKS ITS PROMISE" : "";
      const mute = cannotTell > 0 ? `, cannot tell ${share(cannotTell / pairs)}` : "";
      return `${cell.setting} ${share(rate)} (${share(interval[0])} to ${share(interval[1])}${mute})${wrong}`;
    });
  const power = new Map<string, string[]>();
  for (const cell of cells.filter(({ id }) => id !== HEALTHY))
    power.set(cell.id, [...(power.get(cell.id) ?? []), `${Math.round(100 * rateOf(cell).rate)}`]);
  const cases = [...power].map(([id, rates]) => `${id} ${rates.join("/")}`);
  return `${detector}: ${healthy.join("; ")}; promised ${promised.kind} ${share(promised.rate)}\n  power in %: ${cases.join(", ")}`;
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

async function main(): Promise<void> {
  let options: { detector?: string[] | undefined; pairs?: string | undefined; fresh?: boolean | undefined };
  try {
    options = parseArgs({
      options: {
        detector: { type: "string", multiple: true },
        pairs: { type: "string" },
        fresh: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    refuse(`${(error as Error).message} Known: --detector ID (again for more), --pairs N, --fresh.`);
  }
  const pairs = Number(options.pairs ?? 1000);
  if (!Number.isInteger(pairs) || pairs < 1)
    refuse(`--pairs takes a whole number from 1; “${options.pairs}” is none.`);
  for (const id of options.detector ?? [])
    if (!byId.has(id)) refuse(`There is no detector “${id}”. There are: ${[...byId.keys()].join(", ")}.`);
  const ids = options.detector ?? [...byId.keys()];
  const root = projectRoot();
  const cacheFile = join(root, "node_modules/.cache/as-of/report-card.jsonl");
  if (options.fresh) rmSync(cacheFile, { force: true });
  const entries = await measure(ids, pairs, cacheFile);
  for (const entry of entries) console.log(lineOf(entry));
  const file = join(root, "src/core/report-card/report-card.json");
  const before: ReportCard = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { detectors: [] };
  if (options.detector && before.pairs !== undefined && before.pairs !== pairs) {
    console.error(`The stored card is of ${before.pairs} pairs; this run of ${pairs} is only printed.`);
    return;
  }
  // A run of some detectors leaves the others as they are.
  const fresh = new Map(entries.map((entry) => [entry.detector, entry]));
  const stored = new Map([...before.detectors.map((entry) => [entry.detector, entry] as const), ...fresh]);
  const all = [...byId.keys()].flatMap((id) => stored.get(id) ?? []);
  writeFileSync(file, written({ pairs, pairsPerStrength: pairsPerStrength(pairs), detectors: all }));
}

/** One line a cell: a change can be read in a diff. */
function written({ detectors: entries, ...head }: ReportCard): string {
  const lines = entries.map(
    ({ detector, cells }) =>
      `    {\n      "detector": ${JSON.stringify(detector)},\n      "cells": [\n${cells
        .map((cell) => `        ${JSON.stringify(cell)}`)
        .join(",\n")}\n      ]\n    }`,
  );
  const start = JSON.stringify(head, null, 2).replace(/\n}$/, "");
  return `${start},\n  "detectors": [\n${lines.join(",\n")}\n  ]\n}\n`;
}

if (isMainThread) await main();
else
  parentPort!.on("message", ({ at, piece }: { at: number; piece: Piece }) => {
    try {
      const own = piece.detectors.map((id) => byId.get(id)!);
      parentPort!.postMessage({ at, letters: verdictsOf(own, piece.cell, piece.from, piece.to) });
    } catch (error) {
      parentPort!.postMessage({ at, error: error instanceof Error ? error.message : String(error) });
    }
  });
