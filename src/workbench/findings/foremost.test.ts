import { expect, test } from "vitest";
import type { Answer } from "../checks.ts";
import { type Beyond, foremost, worthTelling } from "./foremost.ts";

const answers = (count: number, verdict: string) =>
  Array.from(
    { length: count },
    (_, i) => ({ check: "ks", name: "KS", weight: i, finding: { verdict } }) as unknown as Answer,
  );

test("of thousands of alarms of one check the weightiest are shown and the others counted", () => {
  const beyond: Beyond[] = [];
  const shown = foremost(
    [...answers(500, "rings"), ...answers(3, "silent"), ...answers(90, "cannot-tell")],
    beyond,
  );
  const of = (verdict: string) => shown.filter(({ finding }) => finding.verdict === verdict);
  expect(of("rings").map(({ weight }) => weight)).toEqual(Array.from({ length: 60 }, (_, i) => 499 - i));
  expect([of("silent").length, of("cannot-tell").length]).toEqual([3, 40]);
  expect(beyond.map(({ verdict, count }) => [verdict, count])).toEqual([
    ["rings", 440],
    ["cannot-tell", 50],
  ]);
});

test("however many steps there are, some 200 of them are told, the first and the last among them", () => {
  for (const total of [1, 7, 200, 14_000]) {
    const told = Array.from({ length: total + 1 }, (_, done) => done).filter((done) =>
      worthTelling(done, total),
    );
    expect(told.length).toBeLessThanOrEqual(201);
    expect([told[0], told.at(-1)]).toEqual([0, total]);
  }
});
