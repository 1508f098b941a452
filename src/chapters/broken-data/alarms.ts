import type { Alarm, Finding, Roles, Task } from "../../core/contracts.ts";
import { overMany } from "../../core/detectors/over-features.ts";
import { detector } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import { type Break, batchOf, type Feed } from "../../core/faults/broken-feed.ts";
import { random } from "../../core/random.ts";
import type { Table } from "../../core/table/table.ts";
import type { Range } from "../shared/train.ts";
import type { Bench } from "./company.ts";
import { deliveredTable } from "./delivered.ts";
import type { Passage } from "./passage.ts";
import type { Mark, MatrixRow, Result } from "./result.ts";

const AVERAGE = "avg_transaction_amount_last_7_days";
const COUNT = "tx_count_last_24_hours";
const NUMBERS = ["amount", "device_is_new", AVERAGE, COUNT] as const;
const CATEGORIES = ["merchant_category", "payment_method"] as const;

/** The detectors, with the columns that each reads; none for those that read the whole table. */
export const WATCH: readonly { id: string; columns: readonly string[] }[] = [
  { id: "schema", columns: [] },
  { id: "missing-share", columns: ["amount", "merchant_category", "payment_method", "device_is_new"] },
  { id: "range", columns: ["amount", AVERAGE] },
  { id: "unseen-categories", columns: CATEGORIES },
  { id: "lateness", columns: [] },
  { id: "kolmogorov-smirnov", columns: NUMBERS },
  { id: "population-stability", columns: [...NUMBERS, ...CATEGORIES] },
  { id: "chi-square", columns: CATEGORIES },
];

/** The columns that a kind of break can change; all of them where it changes which rows there are. */
const TOUCHES: Readonly<Record<Break, readonly string[] | "all">> = {
  missing: ["amount", AVERAGE],
  sign: ["amount", AVERAGE],
  decimal: ["amount", AVERAGE],
  stuck: ["amount", AVERAGE],
  renamed: ["device_is_new"],
  recoded: ["merchant_category"],
  late: "all",
  duplicates: "all",
};

const ROLES: Roles = {
  key: ["tx_id"],
  "event-time": ["event_at"],
  "feature-known-time": ["arrived_at"],
  // Names of customers are new every day.
  ignore: ["user_id"],
};

type Found = Map<string, Map<string, Finding>>;
/** Rows that the batches of the broken days scored, and all rows that had come by the end of these days. */
type Current = { scored: Table; arrived: Table };
type Breathing = Pick<Task<never>, "breathe">;

/** One world as its alarms see it. */
type Seen = { found: Found };
export type Watched = { kind: Break; here: Seen; twin: Seen };

/** Training as the feed delivered it, and with the histories of its batches. */
type Reference = { arrived: Table; scored: Table };
type Kept = { key: string; reference: Reference; twin: Seen };
let last: Kept | null = null;

function currentOf(
  bench: Bench,
  kind: Break,
  feed: Feed,
  { scored, average, count }: Passage,
  range: Range,
): Current {
  const { from } = bench.split.production;
  const { eventAt } = bench.scene.world.transactions;
  const readAt = batchOf(eventAt[Math.max(range.from, range.to - 1)]!);
  return {
    scored: deliveredTable(bench.scene, kind, feed, range, (row) => scored[row - from] === 1, {
      average,
      count,
    }),
    arrived: deliveredTable(bench.scene, kind, feed, range, (row) => feed.arrivedAt[row]! <= readAt),
  };
}

async function findingsOf(
  reference: Reference,
  current: Current,
  seed: number,
  task: Breathing,
  known: { found: Found; fresh: readonly string[] | "all" } | null,
): Promise<Found> {
  const found: Found = new Map();
  for (const { id, columns } of WATCH) {
    const own = new Map<string, Finding>();
    for (const name of columns.length === 0 ? ["*"] : columns) {
      const kept =
        name !== "*" && known && known.fresh !== "all" && !known.fresh.includes(name)
          ? known.found.get(id)?.get(name)
          : undefined;
      const names =
        name === "*" ? ["amount", "merchant_category", "payment_method", "device_is_new"] : [name];
      const side = name === "*" ? "arrived" : "scored";
      const source = random(seed).fork("alarms").fork(id).fork(name);
      own.set(
        name,
        kept ??
          runDetector(
            detector(id),
            { reference: reference[side], current: current[side], columns: names, roles: ROLES },
            {},
            source,
          ),
      );
      if (kept === undefined) await task.breathe();
    }
    found.set(id, own);
  }
  return found;
}

/** A break and its healthy twin as the alarms see them, over the broken days; what the twin shows is kept. */
export async function watch(
  bench: Bench,
  kind: Break,
  sides: { feed: Feed; passage: Passage; twinFeed: Feed; twinPassage: Passage },
  range: Range,
  task: Breathing,
): Promise<Watched> {
  const key = JSON.stringify([bench.key, range]);
  if (last?.key !== key) {
    const { training } = bench.scene.world.periods;
    const { average, count } = sides.twinPassage;
    const of = (histories?: { average: Float64Array; count: Float64Array }) =>
      deliveredTable(bench.scene, "missing", sides.twinFeed, training, () => true, histories);
    const reference = { arrived: of(), scored: of({ average, count }) };
    await task.breathe();
    const current = currentOf(bench, "missing", sides.twinFeed, sides.twinPassage, range);
    const found = await findingsOf(reference, current, bench.seed, task, null);
    last = { key, reference, twin: { found } };
  }
  const { reference, twin } = last;
  if (!sides.feed.hit.includes(1)) return { kind, here: twin, twin };
  const current = currentOf(bench, kind, sides.feed, sides.passage, range);
  await task.breathe();
  const known = { found: twin.found, fresh: TOUCHES[kind] };
  return { kind, here: { found: await findingsOf(reference, current, bench.seed, task, known) }, twin };
}

/** A detector's lines over its columns, corrected over them by Holm. */
function linesOf(id: string, { here, twin }: Watched): Alarm[] {
  const used = detector(id);
  const corrected = ({ found }: Seen) => overMany(used, [...found.get(id)!.values()], {});
  const names = [...here.found.get(id)!.keys()];
  const [broken, healthy] = [corrected(here), corrected(twin)];
  const { name, summary, source } = used;
  return names.map((column, i) => {
    const columns = column === "*" ? [] : [column];
    return {
      detector: id,
      columns,
      broken: broken[i]!,
      healthy: healthy[i]!,
      words: { name, summary, source, saw: used.say(broken[i]!, columns) },
    };
  });
}

/** The panel: of every detector the lines that ring here or on the twin; where none does, the one that came nearest. */
export function panelOf(watched: Watched): Alarm[] {
  return WATCH.flatMap(({ id }) => {
    const all = linesOf(id, watched);
    const ringing = all.filter(
      ({ broken, healthy }) => broken.verdict === "rings" || healthy.verdict === "rings",
    );
    return ringing.length > 0 ? ringing : [nearest(all)];
  });
}

function nearest(lines: readonly Alarm[]): Alarm {
  const nearness = ({ broken }: Alarm) =>
    broken.verdict === "cannot-tell"
      ? Number.NEGATIVE_INFINITY
      : broken.pValue === null
        ? broken.effect
        : broken.effect * 1e-6 - broken.pValue;
  return lines.reduce((best, line) => (nearness(line) > nearness(best) ? line : best));
}

/** A detector notices a break where it rings on a column on whose healthy twin it is silent. */
function markOf(lines: readonly Alarm[]): Mark {
  const rings = lines.filter(({ broken }) => broken.verdict === "rings");
  if (rings.some(({ healthy }) => healthy.verdict !== "rings")) return "rings";
  if (rings.length > 0) return "false-alarm";
  return lines.every(({ broken }) => broken.verdict === "cannot-tell") ? "cannot-tell" : "silent";
}

export function matrixRow(watched: Watched, caught: number): MatrixRow {
  const marks: Record<string, Mark> = {};
  for (const { id } of WATCH) marks[id] = markOf(linesOf(id, watched));
  return { kind: watched.kind, caught, marks };
}

/** What the Kolmogorov-Smirnov test says of the amounts and of the averages made from them, and the gaps that it finds. */
export function amountAndAverage(watched: Watched): Result["stuck"] {
  const lines = linesOf("kolmogorov-smirnov", watched);
  const of = (name: string) => lines.find(({ columns }) => columns[0] === name)!.broken;
  const [amount, average] = [of("amount"), of(AVERAGE)];
  const gap = ({ statistic }: Finding) => (Number.isFinite(statistic) ? statistic : 0);
  return {
    amount: amount.verdict,
    average: average.verdict,
    amountGap: gap(amount),
    averageGap: gap(average),
  };
}

/** The kinds that no alarm notices. */
export function unseenOf(matrix: readonly MatrixRow[]): Result["unseen"] {
  const unseen = matrix.filter(({ marks }) => Object.values(marks).every((mark) => mark !== "rings"));
  const which = unseen.length === 0 ? "none" : unseen.length === 1 ? unseen[0]!.kind : "several";
  return { count: unseen.length, which };
}
