import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Detector, DetectorInput, ParamValues } from "../core/contracts.ts";
import { detector } from "../core/detectors/registry.ts";
import { runDetector } from "../core/detectors/run.ts";
import { type Random, random } from "../core/random.ts";
import { createAdwin } from "../core/streams/adwin.ts";
import { runStream } from "../core/streams/stream.ts";
import { categories, numbers, type Table, table, times } from "../core/table/table.ts";

/** One thing that is timed: how long `run` takes on what `make` gives for that many rows. */
type Job = {
  id: string;
  what: string;
  /** Rows of the largest run; a hundredth and a tenth of it are timed too. */
  rows: number;
  make(rows: number, chance: Random): () => unknown;
};

const DAY = 86400000;
const START = 1735689600000;

const normals = (rows: number, chance: Random, mean = 0) =>
  numbers(Float64Array.from({ length: rows }, () => chance.normal(mean)));

/** A detector on one input, its columns made anew each time: what it keeps of a column must not be found again. */
function judging(id: string, input: DetectorInput, params: ParamValues = {}): () => unknown {
  const own: Detector = detector(id);
  const anew = (one: Table): Table => ({
    rows: one.rows,
    columns: new Map([...one.columns].map(([name, column]) => [name, { ...column }])),
  });
  return () =>
    runDetector(
      own,
      { ...input, reference: anew(input.reference), current: input.current && anew(input.current) },
      params as never,
      random(1),
    );
}

const twoSamples = (id: string, what: string): Job => ({
  id,
  what,
  rows: 1_000_000,
  make: (rows, chance) => {
    const of = (mean: number) => table([["x", normals(rows, chance, mean)]]);
    return judging(id, { reference: of(0), current: of(0.01), columns: ["x"], roles: {} });
  },
});

/** Eight columns of numbers and four of categories. */
function wide(rows: number, chance: Random, moved = 0): [string, ReturnType<typeof numbers>][] {
  const columns: [string, never][] = [];
  for (let c = 0; c < 8; c++)
    columns.push([`number ${c}`, normals(rows, chance, c === 0 ? moved : 0) as never]);
  for (let c = 0; c < 4; c++) {
    const names = Array.from({ length: 6 }, (_, k) => `value ${k}`);
    columns.push([
      `category ${c}`,
      categories(Array.from({ length: rows }, () => names[chance.integer(6)]!)) as never,
    ]);
  }
  return columns as [string, ReturnType<typeof numbers>][];
}

const JOBS: readonly Job[] = [
  twoSamples("kolmogorov-smirnov", "Kolmogorov-Smirnov, 1M against 1M"),
  twoSamples("population-stability", "population stability index, 1M against 1M"),
  twoSamples("wasserstein", "Wasserstein distance, 1M against 1M"),
  {
    id: "adwin",
    what: "ADWIN over 1M errors",
    rows: 1_000_000,
    make: (rows, chance) => {
      const errors = Float64Array.from({ length: rows }, (_, i) =>
        chance.chance(i < rows / 2 ? 0.1 : 0.12) ? 1 : 0,
      );
      return () => runStream(createAdwin(), errors);
    },
  },
  {
    id: "worst-segment",
    what: "worst-segment search, 200,000 rows by 12 columns",
    rows: 200_000,
    make: (rows, chance) => {
      const columns = wide(rows, chance);
      const label = numbers(Float64Array.from({ length: rows }, () => (chance.chance(0.05) ? 1 : 0)));
      return judging("worst-segment", {
        reference: table([...columns, ["label", label]]),
        current: null,
        columns: columns.map(([name]) => name),
        roles: { label: ["label"] },
      });
    },
  },
  {
    id: "domain-classifier",
    what: "domain classifier, 100,000 rows by 12 columns in both windows together",
    rows: 100_000,
    make: (rows, chance) => {
      const [older, newer] = [wide(rows / 2, chance), wide(rows / 2, chance, 0.3)];
      return judging(
        "domain-classifier",
        {
          reference: table(older),
          current: table(newer),
          columns: older.map(([name]) => name),
          roles: {},
        },
        { rows: Math.max(500, rows / 2) },
      );
    },
  },
  {
    id: "recipe-match",
    what: "recipe match, 1M rows of 100,000 entities",
    rows: 1_000_000,
    make: (rows, chance) => {
      const who = Float64Array.from({ length: rows }, () => chance.integer(rows / 10));
      const at = Float64Array.from(
        { length: rows },
        () => START + Math.floor(chance.next() * 180 * DAY),
      ).sort();
      const label = Float64Array.from({ length: rows }, () => (chance.chance(0.05) ? 1 : 0));
      // The count of the entity's labels, own row included.
      const counts = new Float64Array(rows / 10);
      const count = label.map((one, row) => {
        counts[who[row]!]! += one;
        return counts[who[row]!]!;
      });
      return judging("recipe-match", {
        reference: table([
          ["who", numbers(who)],
          ["at", times(at)],
          ["label", numbers(label)],
          ["count", numbers(count)],
        ]),
        current: null,
        columns: ["count"],
        roles: { entity: ["who"], "event-time": ["at"], label: ["label"] },
      });
    },
  },
];

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * The median of five runs in seconds of processor time, which a busy machine hardly lengthens; of three where one takes over two
 * seconds. The first warms up and is not counted.
 */
function timed(run: () => unknown): number {
  const once = (): number => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  const first = once();
  return median(Array.from({ length: first > 2 ? 3 : 5 }, once));
}

/** The slope of log time over log rows: 1 is linear, n log n lies a little above it. */
function exponentOf(points: readonly { rows: number; seconds: number }[]): number {
  const logs = points.map(({ rows, seconds }) => [Math.log(rows), Math.log(seconds)] as const);
  const [x, y] = [0, 1].map((i) => logs.reduce((sum, one) => sum + one[i]!, 0) / logs.length);
  const cross = logs.reduce((sum, [a, b]) => sum + (a - x!) * (b - y!), 0);
  return cross / logs.reduce((sum, [a]) => sum + (a - x!) ** 2, 0);
}

const { values } = parseArgs({ options: { json: { type: "string" }, only: { type: "string" } } });
const results = JOBS.filter(({ id }) => values.only === undefined || values.only === id).map(
  ({ id, what, rows, make }) => {
    const points = [rows / 100, rows / 10, rows].map((size) => ({
      rows: size,
      seconds: timed(make(size, random(7).fork(`${id} ${size}`))),
    }));
    const result = { id, what, points, exponent: exponentOf(points) };
    process.stderr.write(
      `${what}: ${points.map((one) => `${one.rows.toLocaleString("en")} in ${one.seconds.toPrecision(3)} s`).join(", ")}\n`,
    );
    return result;
  },
);
if (values.json) writeFileSync(values.json, JSON.stringify(results));
