import * as Plot from "@observablehq/plot";
import { beforeAll, describe, expect, test } from "vitest";
import { chapters } from "../../chapters/registry.ts";
import type { Detector, Finding, Role } from "../../core/contracts.ts";
import { detectors } from "../../core/detectors/registry.ts";
import { runDetector } from "../../core/detectors/run.ts";
import { random } from "../../core/random.ts";
import { orderOf } from "../checks.ts";
import { readCsv } from "../csv/read.ts";
import { textSource } from "../csv/source.ts";
import { type Setup, setUp } from "../diagnosis.ts";
import type { FileCheck } from "../file-checks/file-check.ts";
import { sampleCsv } from "../files/sample.ts";
import { rowsBehind } from "../findings/behind.ts";
import { readsErrors } from "../findings/described.ts";
import { leastSeen } from "../findings/least.ts";
import { measured, measureOf } from "../findings/measure.ts";
import { meaningOf } from "../findings/rank.ts";
import { columnsFor } from "../plan.ts";
import { svgDocument, svgText } from "../report/svg.ts";
import { brokenPayments, csvOf, twoLogs } from "./broken-files.ts";
import { heightOf, optionsOf } from "./draw.ts";
import type { Picture } from "./picture.ts";
import { picturesOf } from "./picture-of.ts";
import { tableOf } from "./table.ts";
import { summaryOf } from "./words.ts";

const fileChecks = Object.values(
  import.meta.glob<Record<string, FileCheck>>("../file-checks/*.ts", { eager: true }),
).flatMap((module) => Object.values(module).filter((one) => typeof one === "object" && "run" in one));

/** The file in which a check has something to say, and the columns it is asked about; the payments and their columns if not named. */
const ASKED: Readonly<Record<string, { file?: "history" | "logs"; columns?: string[] }>> = {
  "recipe-match": { file: "history", columns: ["user_chargeback_count_last_30_days"] },
  "truncation-test": { file: "history", columns: ["user_chargeback_count_last_30_days"] },
  "lag-one-day": { columns: ["dispute_letters"] },
  "golden-feature": { columns: ["dispute_letters"] },
  "point-mass": { columns: ["account_age"] },
  "mass-over-time": { columns: ["night_check"] },
  "missing-share": { columns: ["income"] },
  "label-rate-by-segment": { columns: ["country"] },
  "calibration-by-segment": { columns: ["country"] },
  "mix-and-rate": { columns: ["country"] },
  "chi-square": { columns: ["country"] },
  "unseen-categories": { columns: ["browser"] },
  range: { columns: ["account_age"] },
  "row-parity": { file: "logs", columns: ["amount"] },
};
/** Checks that need more, or something else, than these few rows to ring: their pictures are of what they saw. */
const MAY_BE_SILENT = new Set([
  ...["repeated-entity", "label-persistence", "random-against-time", "label-rate-by-segment", "exposure"],
  ...detectors.filter(({ id }) => readsErrors(id)).map(({ id }) => id),
  ...["performance-estimate", "worst-segment", "label-shift", "calibration-over-time"],
]);

/** Not run on files, but by who asks for them. */
const onRequest = new Set(detectors.filter((one) => one.onRequest).map(({ id }) => id));

/** What they measure is in all rows alike, or in none: there are none to single out. */
const NO_ROWS = new Set(["random-against-time", "performance-estimate", "label-rate-by-segment"]);

let files: Record<"payments" | "history" | "logs", Setup>;
const NAMED = new Map<string, Role>([
  ["features_known_at", "feature-known-time"],
  ["fraud_reported_at", "label-known-time"],
]);

beforeAll(async () => {
  const read = (text: string) => readCsv(textSource("data.csv", text));
  const [payments, history, training, serving] = await Promise.all(
    [csvOf(brokenPayments(4000)), someUsers(sampleCsv()), ...twoLogs(400).map(csvOf)].map(read),
  );
  files = {
    payments: setUp([payments!], NAMED),
    history: setUp([history!], new Map()),
    logs: setUp([training!, { ...serving!, file: "serving.csv" }], new Map()),
  };
}, 60_000);

/** A part of the users with all of their rows: what was summed up over a history is still its sum. */
const someUsers = (csv: string): string =>
  csv
    .split("\n")
    .filter((line, i) => i === 0 || /,U\d*[0-5],/.test(line))
    .join("\n");

type Asked = { check: string; columns: readonly string[]; finding: Finding; setup: Setup };

function ofDetector(detector: Detector): Asked {
  const { file = "payments", columns = null } = ASKED[detector.id] ?? {};
  const setup = files[file];
  const { prepared, windows, current } = setup;
  const two = detector.windows === 2;
  const asked = columns ?? columnsFor(detector, prepared, current)[0]!;
  const finding = runDetector(
    detector,
    {
      reference: two ? windows.reference : prepared.table,
      current: two ? windows.current : null,
      columns: asked,
      roles: prepared.roles,
    },
    {},
    random(1).fork(detector.id),
  );
  return { check: detector.id, columns: asked, finding, setup };
}

function ofFileCheck(check: FileCheck): Asked {
  const setup = files.payments;
  const { prepared, windows, current } = setup;
  const results = check.run(prepared, orderOf(prepared), { windows, current, random: random(1) });
  const { columns, finding } = results.find((one) => one.finding.verdict === "rings") ?? results[0]!;
  return { check: check.id, columns, finding, setup };
}

/** What no picture may do: leave out its numbers, hold one that is none, or draw past its frame. */
function holds(picture: Picture, check: string): void {
  expect(summaryOf(picture), check).toMatch(/^.{10,}: .{8,}\.$/s);
  expect(summaryOf(picture), check).not.toMatch(/NaN|undefined|not a number|infinite/);
  const { columns, rows } = tableOf(picture);
  expect(rows.length, check).toBeGreaterThan(0);
  for (const column of columns) expect(column, check).not.toBe("");
  for (const row of rows) expect(row, check).toHaveLength(columns.length);
  for (const width of [320, 600]) {
    const drawn = svgText(Plot.plot({ ...optionsOf(Plot, picture, width), document: svgDocument() }));
    expect(heightOf(picture, width)).toBeLessThan(560);
    expect(drawn, check).not.toMatch(/NaN|undefined|Infinity|<style|<script/);
    expect(drawn.match(/<text/g)!.length, check).toBeGreaterThan(3);
    for (const [, x] of drawn.matchAll(/<(?:rect|line) x(?:1)?="(-?[\d.]+)"/g)) {
      expect(Number(x), check).toBeGreaterThanOrEqual(-1);
      expect(Number(x), check).toBeLessThanOrEqual(width + 1);
    }
  }
}

describe("every check", () => {
  const checks = [
    ...detectors.map((one) => [one.id, () => ofDetector(one)] as const),
    ...fileChecks.map((one) => [one.id, () => ofFileCheck(one)] as const),
  ];

  test("is one of those that there are", () => {
    expect(fileChecks.length).toBeGreaterThan(7);
    for (const id of [...Object.keys(ASKED), ...MAY_BE_SILENT])
      expect(checks.map(([one]) => one)).toContain(id);
  });

  test.each(checks)(
    "%s has a number, a picture with words, a chapter, a repair, and says what its silence is worth",
    (id, ask) => {
      const { check, columns, finding, setup } = ask();
      if (!MAY_BE_SILENT.has(id)) expect(finding.verdict, finding.reason).toBe("rings");
      expect(finding.verdict, finding.reason).not.toBe("cannot-tell");
      const pictures = picturesOf({ check, columns, finding }, setup);
      expect(pictures.length).toBeGreaterThan(0);
      for (const picture of pictures) holds(picture, id);
      const number = measured(check, finding);
      expect(number).toMatch(/^[A-ZÉ].{3,}: .+\.$/);
      expect(number).not.toMatch(/NaN|undefined|not a number|infinite/);
      // An interval, or why there is none; and the number lies in it.
      const { value, interval, without } = measureOf(check, finding)!;
      expect(interval(finding) === null).toBe(without !== null);
      const [low, high] = interval(finding) ?? [-Infinity, Infinity];
      expect(value(finding)).toBeGreaterThanOrEqual(low - 1e-9);
      expect(value(finding)).toBeLessThanOrEqual(high + 1e-9);
      expect(leastSeen(check, { ...finding, verdict: "rings" })).toBeNull();
      const least = leastSeen(check, { ...finding, verdict: "silent" });
      if (!onRequest.has(id) && finding.facts.visible === undefined) expect(least).toMatch(/^[A-Z].{20,}\.$/);
      expect(least ?? "").not.toMatch(/NaN|undefined|not a number|infinite/);
      // Rows to look at, where some show it better than others.
      const rows =
        finding.rows ??
        rowsBehind(check, columns, { ...finding, verdict: "rings" }, setup.prepared, setup.windows)?.rows;
      if (finding.verdict === "rings" && !NO_ROWS.has(id) && !onRequest.has(id))
        expect(rows?.count).toBeGreaterThan(0);
      const { chapter, repair } = meaningOf(id);
      expect(chapters.map((one) => one.id)).toContain(chapter);
      expect(repair).toMatch(/^[A-Z].{30,}\.$/);
    },
  );
});
