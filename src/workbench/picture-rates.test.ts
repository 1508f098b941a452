import { expect, it } from "vitest";
import { detectors } from "../core/detectors/registry.ts";
import { runDetector } from "../core/detectors/run.ts";
import { random } from "../core/random.ts";
import type { Answer } from "./checks.ts";
import { readCsv } from "./csv/read.ts";
import { textSource } from "./csv/source.ts";
import { setUp } from "./diagnosis.ts";
import { ratesOf } from "./picture-rates.ts";
import { drawingsOf } from "./picture-shapes.ts";

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);
const iso = (time: number) => new Date(time).toISOString().slice(0, 19);

/** Payments of 60 days: one country with more outcomes than its score says, outcomes reported late, few known if declined. */
async function setup() {
  const source = random(4);
  const lines = ["paid_at,country,score,decision,is_fraud,fraud_reported_at"];
  for (let i = 0; i < 4000; i++) {
    const at = START + (i / 4000) * 60 * DAY;
    const country = ["DE", "FR", "IT"][source.pick([5, 3, 2])]!;
    const score = source.next() * 0.3;
    const known = at + source.exponential(3 * DAY);
    const declined = source.chance(0.2);
    const fraud = source.chance(country === "IT" ? 2.5 * score : score) && known < START + 60 * DAY;
    const label = declined && !source.chance(0.05) ? "" : fraud ? 1 : 0;
    lines.push(
      [
        iso(at),
        country,
        score.toFixed(4),
        declined ? "declined" : "approved",
        label,
        label === 1 ? iso(known) : "",
      ].join(","),
    );
  }
  return setUp([await readCsv(textSource("data.csv", `${lines.join("\n")}\n`))], new Map());
}

it("shares beside one another lie within their intervals and are those of the rows", async () => {
  const { prepared, windows } = await setup();
  const pictured = (check: string, columns: string[]) => {
    const detector = detectors.find(({ id }) => id === check)!;
    const two = detector.windows === 2;
    const input = {
      reference: two ? windows.reference : prepared.table,
      current: two ? windows.current : null,
      columns,
      roles: prepared.roles,
    };
    const finding = runDetector(detector, input, {}, random(1));
    expect(finding.verdict, check).not.toBe("cannot-tell");
    const picture = ratesOf({ check, columns, finding } as unknown as Answer, prepared)!;
    expect(drawingsOf(picture), check).toHaveLength(picture.items.length);
    for (const { rate, low, high, label } of picture.items) {
      expect(low, `${check} ${label}`).toBeLessThanOrEqual(rate + 1e-9);
      expect(high, `${check} ${label}`).toBeGreaterThanOrEqual(rate - 1e-9);
    }
    return picture.items;
  };
  const arrived = pictured("label-maturity", []);
  expect(arrived.map(({ rate }) => rate)).toEqual(arrived.map(({ rate }) => rate).sort((a, b) => a - b));
  expect(arrived.at(-2)!.rate).toBeGreaterThanOrEqual(0.95);
  expect(arrived[0]!.rate).toBeLessThan(0.5);

  const known = new Map(pictured("selective-labels", []).map(({ label, rate }) => [label, rate]));
  expect(known.get("approved")).toBe(1);
  expect(known.get("declined")).toBeCloseTo(0.05, 1);

  const ratios = new Map(pictured("calibration-by-segment", ["country"]).map((item) => [item.label, item]));
  expect(ratios.get("IT")!.low).toBeGreaterThan(1.5);
  expect(ratios.get("DE")!.high).toBeLessThan(1.3);
  expect(pictured("label-rate-by-segment", ["country"])).toHaveLength(3);
  expect(pictured("label-shift", [])).toHaveLength(2);
});
