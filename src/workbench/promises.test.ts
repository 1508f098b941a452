import { describe, expect, it } from "vitest";
import { exp } from "../core/math/elementary.ts";
import { type Random, random } from "../core/random.ts";
import { readCsv } from "./csv/read.ts";
import { textSource } from "./csv/source.ts";
import { setUp } from "./diagnosis.ts";
import { calibrationOverTime } from "./file-checks/calibration-over-time.ts";
import type { FileCheck } from "./file-checks/file-check.ts";
import { randomAgainstTime } from "./file-checks/random-against-time.ts";
import { gapOf, rankingQuality } from "./file-checks/ranking-quality.ts";
import { splitQuality } from "./file-checks/split-quality.ts";
import { picturesOf } from "./pictures/picture-of.ts";
import { timeOrder } from "./windows/windows.ts";

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);
const iso = (time: number) => new Date(time).toISOString().slice(0, 19);
const sigmoid = (z: number) => 1 / (1 + exp(-z));

type Row = Record<string, string | number>;

function csvOf(rows: readonly Row[]): string {
  const names = Object.keys(rows[0]!);
  return `${names.join(",")}\n${rows.map((row) => names.map((name) => row[name]).join(",")).join("\n")}\n`;
}

async function answer(check: FileCheck, rows: readonly Row[]) {
  const csv = await readCsv(textSource("data.csv", csvOf(rows)));
  const setup = setUp([csv], new Map());
  const { prepared, windows } = setup;
  const order = timeOrder(prepared.table.columns.get(prepared.roles["event-time"]![0]!) as never);
  const results = check.run(prepared, order, { windows, current: null, random: random(1).fork(check.id) });
  const { columns, finding } = results[0]!;
  expect(results).toHaveLength(1);
  const [picture] = picturesOf({ check: check.id, columns, finding }, setup);
  return { columns, finding, picture, sentence: check.say(finding, columns) };
}

/** Payments of customers with an honest score, in the order of time, that nothing is wrong with. */
function payments(
  source: Random,
  rows: number,
  change: (row: Row, i: number, logOdds: number) => Row = (row) => row,
): Row[] {
  return Array.from({ length: rows }, (_, i) => {
    const size = source.normal();
    const items = 1 + source.poisson(2);
    const logOdds = -2 + 0.9 * size + 0.3 * (items - 3);
    const row = {
      paid_at: iso(START + Math.floor((i / rows) * 90 * DAY)),
      customer_id: `C${source.integer(Math.ceil(rows / 4))}`,
      size: size.toFixed(3),
      items,
      country: ["DE", "FR", "ES"][source.integer(3)]!,
      score: sigmoid(logOdds).toFixed(4),
      split: source.pick([6, 2, 2]) === 0 ? "train" : i % 2 === 0 ? "validation" : "test",
      is_fraud: source.chance(sigmoid(logOdds)) ? 1 : 0,
    };
    return change(row, i, logOdds);
  });
}

describe("a healthy file", () => {
  it.each([splitQuality, calibrationOverTime, randomAgainstTime])(
    "rings in at most one of twenty-five: $name",
    async (check) => {
      let rang = 0;
      for (let seed = 0; seed < 25; seed++) {
        const { finding } = await answer(check, payments(random(400 + seed), 1200));
        expect(finding.verdict).not.toBe("cannot-tell");
        if (finding.verdict === "rings") rang++;
      }
      expect(rang).toBeLessThanOrEqual(1);
    },
  );

  it("says why where a role is lacking", async () => {
    const rows = payments(random(1), 400).map(({ split: _, score: __, ...row }) => row);
    expect((await answer(splitQuality, rows)).finding.reason).toBe("no-split");
    expect((await answer(calibrationOverTime, rows)).finding.reason).toBe("no-score");
    const folds = payments(random(1), 400, (row, i) => ({ ...row, split: `fold${i % 3}` }));
    expect((await answer(splitQuality, folds)).sentence).toMatch(
      /no value of “split” names the training rows/,
    );
  });
});

it("a newer file without the outcome is told so, by the column’s name", async () => {
  const rows = payments(random(1), 400).map(({ split: _, ...row }) => row);
  const later = rows.map(({ is_fraud: _, ...row }) => row);
  const files = [
    await readCsv(textSource("older.csv", csvOf(rows))),
    await readCsv(textSource("newer.csv", csvOf(later))),
  ] as const;
  const { prepared, windows, current } = setUp(files, new Map(), undefined, "windows");
  const [only] = calibrationOverTime.run(prepared, new Uint32Array(), {
    windows,
    current,
    random: random(1),
  });
  expect(only!.finding).toMatchObject({ reason: "no-such-column", facts: { column: "is_fraud" } });
});

describe("quality by split", () => {
  it("a score that knows its training rows rings, with every part’s number", async () => {
    const rows = payments(random(2), 2400, (row) => ({
      ...row,
      score:
        row.split === "train"
          ? (0.6 * Number(row.score) + 0.4 * Number(row.is_fraud)).toFixed(4)
          : row.score!,
    }));
    const { finding, picture, sentence, columns } = await answer(splitQuality, rows);
    expect(finding).toMatchObject({ verdict: "rings", reason: "worse-than-training" });
    expect(finding.effect).toBeGreaterThan(0.1);
    expect(finding.interval![0]).toBeGreaterThan(0);
    expect(columns).toEqual(["split"]);
    expect(sentence).toMatch(/rows of “train” with a ROC AUC of .* of “(test|validation)” with .* less/);
    expect(picture).toMatchObject({ kind: "rates" });
    expect(picture?.kind === "rates" && picture.items.map((item) => item.label).sort()).toEqual([
      "test",
      "train",
      "validation",
    ]);
  });

  it("rows that are copies of one another under one entity count once", () => {
    const source = random(3);
    const once = Array.from({ length: 200 }, () => ({ s: source.normal(), y: source.chance(0.3) ? 1 : 0 }));
    const five = once.flatMap((row, entity) => Array.from({ length: 5 }, () => ({ ...row, entity })));
    const scores = (rows: readonly { s: number }[]) => Float64Array.from(rows, ({ s }) => s);
    const labels = (rows: readonly { y: number }[]) => Uint8Array.from(rows, ({ y }) => y);
    const honest = rankingQuality(scores(once), labels(once));
    const blind = rankingQuality(scores(five), labels(five));
    const aware = rankingQuality(
      scores(five),
      labels(five),
      Int32Array.from(five, ({ entity }) => entity),
    );
    const length = ({ low, high }: { low: number; high: number }) => high - low;
    expect(aware.auc).toBeCloseTo(honest.auc, 12);
    expect(length(honest) / length(blind)).toBeGreaterThan(2);
    expect(length(aware) / length(honest)).toBeCloseTo(1, 1);
  });

  it("a gap to a part that is ranked without a fault still has an interval", () => {
    const perfect = { rows: 40, positives: 20, auc: 1, low: 0.84, high: 1 };
    const other = { rows: 400, positives: 200, auc: 0.7, low: 0.65, high: 0.75 };
    const { gap, low, high, pValue } = gapOf(perfect, other);
    expect(gap).toBeCloseTo(0.3, 12);
    expect(low).toBeCloseTo(0.3 - Math.hypot(0.16, 0.05), 12);
    expect(high).toBeCloseTo(0.35, 12);
    expect(pValue).toBeLessThan(0.001);
  });
});

describe("a random split against one in time", () => {
  it("customers that are known again: the split by them shows it", async () => {
    const source = random(5);
    const customers = Array.from({ length: 60 }, () => ({
      usual: (100 * source.next()).toFixed(4),
      bad: source.chance(0.3),
    }));
    const rows = payments(source, 2400, (row, i) => {
      // Customers come and go: each buys in its own tenth of the time.
      const customer = Math.floor(i / 240) * 6 + source.integer(6);
      const { usual, bad } = customers[customer]!;
      return {
        ...row,
        customer_id: `C${customer}`,
        usual,
        is_fraud: source.chance(bad ? 0.7 : 0.05) ? 1 : 0,
      };
    });
    const { finding, sentence, picture } = await answer(randomAgainstTime, rows);
    expect(finding).toMatchObject({ verdict: "rings", reason: "entities-explain-it" });
    expect(finding.effect).toBeGreaterThan(0.2);
    expect(sentence).toMatch(/promises too much.*“customer_id”.*It read all 2,400 labelled rows/);
    expect(picture?.kind === "rates" && picture.items).toHaveLength(4);
  });

  it("neighbours that tell each other’s answer: whole stretches show it", async () => {
    const source = random(6);
    let label = 0;
    const { finding } = await answer(
      randomAgainstTime,
      Array.from({ length: 2400 }, (_, i) => {
        if (i % 20 === 0) label = source.integer(2);
        return { reading: (i * 0.7 + source.next()).toFixed(2), other: source.normal().toFixed(3), y: label };
      }),
    );
    expect(finding).toMatchObject({ verdict: "rings", reason: "neighbours-explain-it" });
  });

  it("a relation that turns in the newest third: whole stretches keep the promise", async () => {
    const source = random(7);
    const { finding, sentence } = await answer(
      randomAgainstTime,
      payments(source, 2400, ({ customer_id: _, ...row }, i) => ({
        ...row,
        // The outcome follows the size, and then the items.
        is_fraud: source.chance(sigmoid(i < 1600 ? -1 + 1.5 * Number(row.size) : Number(row.items) - 4))
          ? 1
          : 0,
      })),
    );
    expect(finding).toMatchObject({ verdict: "rings", reason: "the-world-changes" });
    expect(sentence).toMatch(/the newer rows are different/);
  });

  it("reads at most 20,000 rows and says so, whole entities where there are some", async () => {
    const { finding } = await answer(randomAgainstTime, payments(random(8), 24_000));
    expect(finding.facts.of).toBe(24_000);
    expect(finding.facts.read).toBeLessThanOrEqual(20_000);
    expect(finding.facts.read).toBeGreaterThan(19_900);
  });
});

describe("calibration now and then", () => {
  it("the same score with twice the outcomes rings", async () => {
    const source = random(9);
    const { finding, sentence, picture, columns } = await answer(
      calibrationOverTime,
      payments(source, 3000, (row, i, z) =>
        i < 2000 ? row : { ...row, is_fraud: source.chance(sigmoid(z + 0.9)) ? 1 : 0 },
      ),
    );
    expect(finding).toMatchObject({ verdict: "rings", reason: "means-something-else" });
    expect(finding.effect).toBeGreaterThan(0.05);
    expect(columns).toEqual(["score", "is_fraud"]);
    expect(sentence).toMatch(/points more frequent than it was/);
    expect(picture?.kind === "rates" && picture.items).toHaveLength(4);
  });

  it("the same score with half the outcomes rings, and is said without minus signs", async () => {
    const source = random(9);
    const { finding, sentence } = await answer(
      calibrationOverTime,
      payments(source, 3000, (row, i, z) =>
        i < 2000 ? row : { ...row, is_fraud: source.chance(sigmoid(z - 1.2)) ? 1 : 0 },
      ),
    );
    expect(finding.verdict).toBe("rings");
    expect(sentence).toMatch(/outcome is \d\S* points rarer than it was \(\d\S* to \d/);
  });

  it("changes that cancel out in the mean ring too", async () => {
    const source = random(10);
    const { finding } = await answer(
      calibrationOverTime,
      payments(source, 6000, (row, i, z) => {
        const score = sigmoid(1.5 * (z + 2));
        const now = i < 4000 ? score : 0.5;
        return { ...row, score: score.toFixed(4), is_fraud: source.chance(now) ? 1 : 0 };
      }),
    );
    expect(finding.verdict).toBe("rings");
    expect(Math.abs(finding.effect)).toBeLessThan(0.05);
  });

  it("a mere change of mix leaves it silent", async () => {
    const source = random(11);
    const { finding } = await answer(
      calibrationOverTime,
      payments(source, 3000, (row, i, z) => {
        const moved = i < 2000 ? z : z + 1;
        return { ...row, score: sigmoid(moved).toFixed(4), is_fraud: source.chance(sigmoid(moved)) ? 1 : 0 };
      }),
    );
    expect(finding.verdict).toBe("silent");
  });

  it("young rows whose outcome is not reported yet are left out", async () => {
    const source = random(12);
    const late = payments(source, 4000, (row, i, z) => {
      const at = START + Math.floor((i / 4000) * 90 * DAY);
      const known = at + source.exponential(7 * DAY);
      const fraud = source.chance(sigmoid(z + 1)) && known < START + 90 * DAY;
      return {
        ...row,
        score: sigmoid(z + 1).toFixed(4),
        is_fraud: fraud ? 1 : 0,
        fraud_reported_at: fraud ? iso(known) : "",
      };
    });
    const honest = await answer(calibrationOverTime, late);
    expect(honest.finding.verdict).toBe("silent");
    expect(honest.sentence).toMatch(/rows too young for their label to be trusted are left out/);
    const naive = await answer(
      calibrationOverTime,
      late.map(({ fraud_reported_at: _, ...row }) => row),
    );
    expect(naive.finding.verdict).toBe("rings");
  });
});
