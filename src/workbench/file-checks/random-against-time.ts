import type { Finding } from "../../core/contracts.ts";
import { figure, pValueText, sayCannotTell, span } from "../../core/detectors/findings.ts";
import { readGroups } from "../../core/detectors/shared/read.ts";
import { REASONS } from "../../core/detectors/shared/words.ts";
import { type BinnedFeatures, binFeatures } from "../../core/models/bins.ts";
import { fitBoostedTrees, predictBoostedTrees } from "../../core/models/boosted-trees.ts";
import { toMatrix } from "../../core/models/encode.ts";
import { sampleRows } from "../../core/models/folds.ts";
import type { Random } from "../../core/random.ts";
import { take } from "../../core/table/table.ts";
import { leastEffect } from "../power.ts";
import { allSteps, type FileCheck, finding } from "./file-check.ts";
import { matureLabels } from "./mature.ts";
import { gapOf, type RankingQuality, rankingQuality } from "./ranking-quality.ts";

/** Rows read at most, and cells (rows times features): a small model for each split must not take long. */
const ROWS = 20_000;
const CELLS = 100_000;
const LEAST_ROWS = 300;
/** Rows of each outcome that a part tested must have. */
const LEAST_OUTCOMES = 20;
/** Entities without which a split by them means little. */
const LEAST_ENTITIES = 60;
/** The share of the rows that every split holds back. */
const HELD_BACK = 1 / 3;
/** Stretches of neighbouring rows that are drawn as wholes: a multiple of 3. */
const BLOCKS = 60;
const MARGIN = 0.03;
const ALPHA = 0.01;
const MODEL = { trees: 20, learningRate: 0.3, maxDepth: 4, maxBins: 63 } as const;

/**
 * One small model (20 boosted trees) on the file's own features, trained on two thirds of the rows and tested on the third
 * held back: rows drawn at random, whole entities drawn at random, whole stretches of time drawn at random, the newest rows. The ROC AUCs stand beside
 * one another with DeLong intervals that count the rows of one entity together. It rings where the random split promises at
 * least 0.03 more than the split in time and p < 0.01, the test rows taken as independent. What loses half of the difference explains it: entities that the
 * model knows again, neighbours that tell each other's answer, or else a world that changes. The score and the decision are no
 * features here; only labels old enough count.
 *
 * Of a longer file at most 20,000 rows are read (fewer where it has more than five features), drawn by the seed: whole entities where there are
 * some, single rows otherwise, and then neighbours that resemble each other are fewer than in the file.
 * Sources: Kapoor, Narayanan (2023), "Leakage and the reproducibility crisis", Patterns 4; Roberts et al. (2017), Ecography 40.
 */
export const randomAgainstTime: FileCheck = {
  id: "random-against-time",
  name: "Random split against time",
  summary: "What a small model promises by a random split, by a split of entities and by a split in time.",
  run: (...given) => allSteps(inSteps(...given)),
  steps: inSteps,
  say(found, columns) {
    const f = found.facts;
    if (found.reason === "too-few-positives")
      return `Cannot tell: the newest third of the rows, or the rest, holds fewer than ${LEAST_OUTCOMES} rows of one outcome.`;
    if (found.verdict === "cannot-tell")
      return sayCannotTell(found, columns, {
        ...REASONS,
        "no-features": "no column is a feature to learn from",
      });
    const of = (name: string) =>
      `${figure(Number(f[name]))} (${span(Number(f[`${name}Low`]), Number(f[`${name}High`]))})`;
    const entity = f.entityAuc === undefined ? "" : `, ${of("entityAuc")} split by “${f.entity}”`;
    const blocks =
      f.blocksAuc === undefined || found.verdict === "silent"
        ? ""
        : `, ${of("blocksAuc")} by whole stretches of neighbouring rows drawn at random`;
    const numbers = `a small model on ${f.features === 1 ? "the one feature" : `the ${f.features} features`} reaches a ROC AUC of ${of("randomAuc")} by a random split${entity}${blocks}, and ${of("timeAuc")} on the newest third in ${f.order}`;
    const read = ` It read ${f.read === f.of ? `all ${figure(Number(f.of))} labelled rows` : `${figure(Number(f.read))} of ${figure(Number(f.of))} labelled rows, drawn by the seed`}.`;
    if (found.verdict === "silent")
      return `A random split promises no more than a split in time, beyond chance and beyond ${MARGIN}: ${numbers}; ${figure(Number(f.visible))} more would have been seen nine times in ten.${read}`;
    const why = {
      "entities-explain-it": ` Split by “${f.entity}” most of that is gone: the model knows its entities again.`,
      "neighbours-explain-it":
        " By whole stretches most of that is gone: neighbouring rows tell each other’s answer.",
      "the-world-changes":
        " By whole stretches most of it stays: no neighbour’s answer is missing, but the newer rows are different.",
    }[found.reason];
    return `A random split promises too much: ${numbers}, ${figure(found.effect)} less (${span(...found.interval!)}; ${pValueText(found.pValue!)}).${why ?? ""}${read}`;
  },
};

/** The check, with a pause before each of its models. */
function* inSteps(
  ...[prepared, order, { random }]: Parameters<FileCheck["run"]>
): Generator<void, ReturnType<FileCheck["run"]>> {
  const tell = (reason: string, facts = {}) => [
    { columns: [], finding: finding({ verdict: "cannot-tell", reason, facts }) },
  ];
  const known = matureLabels(prepared);
  if (known === null) return tell("no-label");
  const { table, roles, label } = prepared;
  if (table.columns.get(roles["event-time"]![0]!)!.kind === "category") return tell("no-event-time");
  const features = prepared.features.filter((name) => !roles.score?.includes(name));
  if (features.length === 0) return tell("no-features");
  const usable = order.filter((row) => known.labels[row]! >= 0);
  const most = Math.max(1_000, Math.min(ROWS, Math.floor(CELLS / features.length)));
  const entity = roles.entity?.[0];
  const groups = entity === undefined ? null : readGroups(table.columns.get(entity)!);
  const rows =
    groups === null
      ? sampleRows(usable.length, most, random.fork("rows")).map((place) => usable[place]!)
      : byEntity(usable, groups, most, random.fork("rows"));
  if (rows.length < LEAST_ROWS) return tell("too-few-rows", { rows: rows.length, needed: LEAST_ROWS });
  const labels = Uint8Array.from(rows, (row) => known.labels[row]!);
  const owner = groups && Int32Array.from(rows, (row) => groups.groups[row]!);
  const kept = {
    rows: table.rows,
    columns: new Map(features.map((one) => [one, table.columns.get(one)!])),
  };
  yield;
  const binned = binFeatures(toMatrix(take(kept, rows), features), MODEL.maxBins);
  const splits = splitsOf(rows.length, owner, clockOf(prepared, rows), random);
  const measured = new Map<string, RankingQuality>();
  for (const [name, isTest] of splits) {
    yield;
    const quality = tested(binned, labels, isTest, owner);
    if (quality !== null) measured.set(name, quality);
  }
  const [first, last] = [measured.get("random"), measured.get("time")];
  if (first === undefined || last === undefined) return tell("too-few-positives", { needed: LEAST_OUTCOMES });
  const facts = { read: rows.length, of: usable.length, features: features.length, young: known.young };
  return [
    {
      columns: [label!],
      finding: judge(first, last, measured, {
        ...facts,
        ...(entity === undefined ? {} : { entity }),
        order: prepared.byRowOrder ? "the order of the file" : "time",
      }),
    },
  ];
}

/** Rows of whole entities, drawn until there are enough; rows of nobody count as one each. In the order of `usable`. */
function byEntity(
  usable: Uint32Array,
  { groups, count }: { groups: Int32Array; count: number },
  most: number,
  random: Random,
): Int32Array {
  if (usable.length <= most) return Int32Array.from(usable);
  const sizes = new Uint32Array(count);
  let nobody = 0;
  for (const row of usable) {
    if (groups[row]! >= 0) sizes[groups[row]!]!++;
    else nobody++;
  }
  const chosen = new Uint8Array(count);
  const share = most / usable.length;
  let left = most - Math.floor(share * nobody);
  for (const group of random.shuffle(Int32Array.from({ length: count }, (_, g) => g))) {
    if (sizes[group]! === 0 || sizes[group]! > left) continue;
    chosen[group] = 1;
    left -= sizes[group]!;
  }
  const alone = random.fork("nobody");
  return Int32Array.from(
    usable.filter((row) => (groups[row]! >= 0 ? chosen[groups[row]!] === 1 : alone.chance(share))),
  );
}

/** Where each row stands in time: rows of one moment share a place. */
function clockOf({ table, roles }: Parameters<FileCheck["run"]>[0], rows: Int32Array): Float64Array {
  const clock = table.columns.get(roles["event-time"]![0]!)!;
  return Float64Array.from(rows, (row) => (clock.kind === "category" ? row : clock.values[row]!));
}

/** Which of the rows (in the order of time) each split holds back. */
function splitsOf(
  rows: number,
  owner: Int32Array | null,
  clock: Float64Array,
  random: Random,
): [string, Uint8Array][] {
  const held = Math.round(rows * HELD_BACK);
  const time = new Uint8Array(rows);
  // Rows of one moment stay together.
  let cut = rows - held;
  while (cut > 0 && clock[cut] === clock[cut - 1]) cut--;
  time.fill(1, cut);
  const drawn = new Uint8Array(rows);
  for (const row of sampleRows(rows, rows - cut, random.fork("random"))) drawn[row] = 1;
  const apartBlocks = new Set(sampleRows(BLOCKS, BLOCKS * HELD_BACK, random.fork("blocks")));
  const splits: [string, Uint8Array][] = [
    ["random", drawn],
    ["time", time],
    [
      "blocks",
      Uint8Array.from(drawn, (_, row) => (apartBlocks.has(Math.floor((row * BLOCKS) / rows)) ? 1 : 0)),
    ],
  ];
  if (owner === null) return splits;
  const entities = [...new Set(owner)].filter((group) => group >= 0);
  if (entities.length < LEAST_ENTITIES) return splits;
  const sizes = new Map<number, number>();
  for (const group of owner) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const apart = new Set<number>();
  let left = held;
  for (const group of random.fork("entity").shuffle(entities)) {
    const size = sizes.get(group)!;
    if (size > left) continue;
    apart.add(group);
    left -= size;
  }
  splits.push(["entity", Uint8Array.from(owner, (group) => (apart.has(group) ? 1 : 0))]);
  return splits;
}

/** The model trained on the rest and tested on the rows held back; null where one outcome is too rare on either side. */
function tested(
  binned: BinnedFeatures,
  labels: Uint8Array,
  isTest: Uint8Array,
  owner: Int32Array | null,
): RankingQuality | null {
  const rows: [number[], number[]] = [[], []];
  const positives = [0, 0];
  for (let row = 0; row < labels.length; row++) {
    rows[isTest[row]!]!.push(row);
    positives[isTest[row]!]! += labels[row]!;
  }
  for (const side of [0, 1] as const)
    if (Math.min(positives[side]!, rows[side].length - positives[side]!) < LEAST_OUTCOMES) return null;
  const model = fitBoostedTrees(binned, labels, { ...MODEL, rows: rows[0] });
  const scores = predictBoostedTrees(model, binned, rows[1]);
  const outcome = Uint8Array.from(rows[1], (row) => labels[row]!);
  return rankingQuality(scores, outcome, owner && Int32Array.from(rows[1], (row) => owner[row]!));
}

function judge(
  byChance: RankingQuality,
  inTime: RankingQuality,
  measured: ReadonlyMap<string, RankingQuality>,
  facts: Record<string, number | string>,
): Finding {
  const { gap, low, high, pValue, error } = gapOf(byChance, inTime);
  const rings = gap >= MARGIN && pValue < ALPHA;
  const loses = (name: string) => byChance.auc - (measured.get(name)?.auc ?? Number.NaN) >= gap / 2;
  const why = loses("entity")
    ? "entities-explain-it"
    : loses("blocks")
      ? "neighbours-explain-it"
      : measured.has("blocks")
        ? "the-world-changes"
        : "promises-too-much";
  const named = (name: string, { auc, low, high, rows }: RankingQuality) => ({
    [`${name}Auc`]: auc,
    [`${name}AucLow`]: low,
    [`${name}AucHigh`]: high,
    [`${name}Rows`]: rows,
  });
  return finding({
    verdict: rings ? "rings" : "silent",
    reason: rings ? why : gap >= MARGIN ? "could-be-chance" : "no-difference",
    statistic: inTime.auc,
    effect: gap,
    interval: [low, high],
    pValue,
    threshold: MARGIN,
    facts: {
      ...facts,
      ...Object.assign({}, ...[...measured].map(([name, quality]) => named(name, quality))),
      visible: leastEffect(error, MARGIN, ALPHA),
    },
  });
}
