import { describe, expect, test } from "vitest";
import { random } from "../core/random.ts";
import { benchOf } from "./bench.ts";
import { BUDGET } from "./check-list.ts";
import { drawCode } from "./codes.ts";
import { behind, expertWay, solves } from "./debrief.ts";
import { type Incident, incidentOf } from "./draw.ts";
import { practise } from "./evidence.ts";
import experience from "./experience.json";
import { findCodes } from "./find-codes.ts";
import { HYPOTHESES, likelihood, signsOf } from "./likelihood.ts";
import { wakeUp } from "./message.ts";

/** What makes two incidents differ in kind: what lies behind, the story it begins with, how hard it is. */
function kindOf(incident: Incident, story: string): string {
  return `${behind(incident).toSorted().join("+") || "nothing"} / ${story} / ${incident.difficulty}`;
}

test("codes give at least 30 kinds of incident, with two faults and with none, that an expert solves within the hour", () => {
  const source = random(2025);
  const solved = new Map<string, Incident>();
  let looked = 0;
  while (solved.size < 30 && looked < 50) {
    const code = drawCode(source);
    const incident = incidentOf(code);
    looked++;
    const bench = benchOf(incident);
    const way = expertWay(bench);
    expect(way.minutes).toBeLessThanOrEqual(BUDGET);
    if (solves(bench, way)) solved.set(kindOf(incident, wakeUp(bench, code).alert.metric), incident);
  }
  expect(solved.size).toBeGreaterThanOrEqual(30);
  // Most nights can be solved, not only those that are looked for.
  expect(solved.size / looked).toBeGreaterThan(0.6);
  const faults = [...solved.values()].map(({ failures }) => failures.length);
  expect(faults).toContain(0);
  expect(faults).toContain(2);
}, 240_000);

describe("what the expert knows", () => {
  test("is of this very service: practice incidents show what is stored of them, but for a sign here and there", () => {
    const stored = experience as Readonly<Record<string, Readonly<Record<string, string>>>>;
    for (const what of ["none", "amounts-in-cents", "reports-stop"]) {
      const { alerts, signs } = practise(what, 0);
      const seen = [
        ...Object.entries(alerts).map(([id, sign]) => [`alert ${id}`, sign] as const),
        ...Object.entries(signs),
      ];
      const differs = seen.filter(([item, sign]) => stored[what]?.[item]?.split(" ")[0] !== sign);
      // A change of the service that moves more than this makes another expert: node src/cli/run.mjs experience.
      expect(differs.length, `${what}: ${differs.join("; ")}`).toBeLessThanOrEqual(3);
    }
  });

  test("is a chance for each sign of each item, under one failure and under two", () => {
    expect(HYPOTHESES.reduce((sum, { prior }) => sum + prior, 0)).toBeCloseTo(1, 9);
    for (const what of [[], ["fraud-wave"], ["fraud-wave", "duplicates"]])
      for (const item of ["drift", "releases", "alert volume"]) {
        const all = signsOf(item).map((sign) => likelihood(what, item, sign));
        expect(all.every((chance) => chance > 0 && chance < 1)).toBe(true);
        const sum = all.reduce((total, chance) => total + chance, 0);
        expect(sum).toBeGreaterThan(0.8);
        expect(sum).toBeLessThanOrEqual(1 + 1e-9);
      }
  });
});

test("a set is found for a difficulty, with as many false alarms as were asked for, no cause twice", () => {
  const find = (falseAlarms: boolean) =>
    [...findCodes({ count: 3, difficulty: "gentle", falseAlarms }, random(4))].filter(
      (code) => code !== null,
    );
  const incidents = find(true).map(incidentOf);
  expect(incidents.map(({ difficulty }) => difficulty)).toEqual(["gentle", "gentle", "gentle"]);
  expect(incidents.filter(({ failures }) => failures.length === 0)).toHaveLength(1);
  const plain = find(false).map(incidentOf);
  expect(plain.every(({ failures }) => failures.length > 0)).toBe(true);
  expect(new Set(plain.map((one) => behind(one).join("+"))).size).toBe(3);
});
