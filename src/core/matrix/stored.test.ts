import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { alarmOf, FAILURES, rolesOf, viewOf } from "../service/index.ts";
import {
  alarmInSteps,
  DETECTORS,
  inputsOf,
  letterOf,
  STRENGTHS,
  serviceOf,
  verdictsInSteps,
} from "./measure.ts";
import { unpack } from "./pack.ts";
import { stored } from "./stored.ts";

/** What a worker would compute: one letter a detector. */
function lettersOf(failure: string | null, strength: number, seed: number): string {
  let letters = "";
  for (const alarm of verdictsInSteps(failure, strength, seed)) if (alarm) letters += letterOf(alarm);
  return letters;
}

describe("the stored matrix", () => {
  it("holds every failure and every detector that there is, by the names that they have (or: npm run matrix)", () => {
    expect(stored.failures).toEqual(
      FAILURES.map(({ id, name, chapter, summary }) => ({ id, name, chapter, summary })),
    );
    expect(stored.detectors).toEqual(
      DETECTORS.map(({ id, name, family, summary }) => ({ id, name, family, summary })),
    );
    expect(stored.strengths).toEqual(STRENGTHS);
  });

  it("has one letter for every detector, strength and seed, and a reason for each cell", () => {
    for (const strength of STRENGTHS) {
      const { twin, rows, seeds } = unpack(stored, strength);
      expect(rows.length).toBe(FAILURES.length);
      for (const { letters, reasons } of [twin, ...rows]) {
        expect(letters.length).toBe(DETECTORS.length);
        for (const own of letters) expect(own).toMatch(new RegExp(`^[rsc]{${seeds}}$`));
        expect(reasons.every((reason) => /^[a-z-]+$/.test(reason))).toBe(true);
      }
    }
  });

  it("is small", () => {
    expect(gzipSync(JSON.stringify(stored)).length).toBeLessThan(40_000);
  });

  // Seeds from all over: a matrix that was measured piece by piece has old pieces and new ones.
  const cells = [
    [null, 0, 1],
    ["amounts-in-cents", 1, 10],
    ["unlike-cohort", 0.6, 16],
    ["fraud-wave", 0.2, 25],
    ["same-day-batch-join", 0.6, stored.seeds],
  ] as const;
  it.each(cells)(
    "is what a worker finds anew: %s at strength %d, seed %d",
    (failure, strength, seed) => {
      const { twin, rows } = unpack(stored, strength || 1);
      const at = stored.failures.findIndex(({ id }) => id === failure);
      const row = failure === null ? twin : rows[at]!;
      expect(lettersOf(failure, strength, seed)).toBe(row.letters.map((own) => own[seed - 1]).join(""));
    },
    60_000,
  );
});

describe("an alarm in steps", () => {
  it("says what the service’s own alarm says, also where it was kept from another failure", () => {
    lettersOf(null, 0, 4);
    const service = serviceOf("overfitted-release", 0.6, 4);
    const inputOf = inputsOf(service);
    const few = ["golden-feature", "recipe-match", "kolmogorov-smirnov", "domain-classifier", "adwin"];
    for (const detector of DETECTORS.filter(({ id }) => few.includes(id))) {
      const steps = alarmInSteps(detector, inputOf, 4);
      let step = steps.next();
      while (!step.done) step = steps.next();
      const input = { ...inputOf(viewOf(detector)), roles: rolesOf(detector) };
      expect(step.value).toEqual(alarmOf(detector, input, 4));
    }
  }, 60_000);
});
