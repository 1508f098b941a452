import { expect, test } from "vitest";
import { random } from "../core/random.ts";
import { failureOf } from "../core/service/registry.ts";
import { chanceOf, drawCode } from "./codes.ts";
import { CAUSES, canMeet, hypothesisOf, incidentOf, stageOf } from "./draw.ts";

const source = random(11);
const codes = Array.from({ length: 1500 }, () => drawCode(source));
const incidents = codes.map(incidentOf);

test("a code always hides the same incident", () => {
  for (const code of codes.slice(0, 50)) expect(incidentOf(code.toLowerCase())).toEqual(incidentOf(code));
});

test("every incident begins before it is noticed, within production, at a strength from 0 to 1", () => {
  for (const { today, failures, events } of incidents)
    for (const { fromDay, strength } of [...failures, ...events]) {
      expect(fromDay).toBeGreaterThan(10);
      expect(today - fromDay).toBeGreaterThanOrEqual(2);
      expect(today - fromDay).toBeLessThanOrEqual(5);
      expect(strength > 0 && strength <= 1).toBe(true);
    }
});

test("some have two faults, of different stages, and some have none", () => {
  const share = (count: number) =>
    incidents.filter(({ failures }) => failures.length === count).length / incidents.length;
  expect(share(0)).toBeGreaterThan(0.12);
  expect(share(1)).toBeGreaterThan(0.5);
  expect(share(2)).toBeGreaterThan(0.08);
  for (const { failures, events } of incidents) {
    if (failures.length === 2)
      expect(canMeet(failureOf(failures[0]!.id), failureOf(failures[1]!.id))).toBe(true);
    if (events.length > 0) expect(failures).toEqual([]);
  }
  expect(incidents.some(({ events }) => events.length > 0)).toBe(true);
});

test("the three difficulties are about as frequent, and a gentle night has one fault at most", () => {
  for (const level of ["gentle", "fair", "hard"] as const) {
    const own = incidents.filter(({ difficulty }) => difficulty === level);
    expect(own.length / incidents.length).toBeGreaterThan(0.28);
    if (level === "gentle") expect(own.every(({ failures }) => failures.length < 2)).toBe(true);
  }
});

test("every cause comes, and what is too slow for one night never does", () => {
  const seen = new Set(incidents.flatMap(({ failures }) => failures.map(({ id }) => id)));
  expect([...seen].sort()).toEqual(CAUSES.map(({ id }) => id).sort());
  expect(seen.has("concept-drift-gradual")).toBe(false);
});

test("a cause that is added takes over some codes, and changes what no other code hides", () => {
  const what = (code: string, causes = CAUSES) => hypothesisOf("hard", chanceOf(code).fork("what"), causes);
  const some = codes.slice(0, 300);
  const all = some.map((code) => what(code));
  for (const added of ["fraud-wave", "duplicates", "amounts-in-cents"]) {
    const before = CAUSES.filter(({ id }) => id !== added);
    const taken = some.filter((code, at) => {
      const same = JSON.stringify(what(code, before)) === JSON.stringify(all[at]);
      expect(same).toBe(!all[at]!.includes(added));
      return !same;
    });
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.length / some.length).toBeLessThan(3 / CAUSES.length);
  }
  // Nor does the order in which they are listed.
  for (const [at, code] of some.entries()) expect(what(code, CAUSES.toReversed())).toEqual(all[at]);
});

test("each cause has a stage to be looked up under", () => {
  for (const failure of CAUSES)
    expect(["The world", "The labels", "The release", "What is served", "The service"]).toContain(
      stageOf(failure),
    );
});
