import { expect, it } from "vitest";
import { pythonChecks } from "./python-checks.ts";
import { TRAINING_NAMES } from "./training-names.ts";

it("training rows go by the same names in Python", () => {
  const list = /^TRAINING = (\[.*\])$/m.exec(pythonChecks.get("split-quality")!)![1]!;
  expect(JSON.parse(list)).toEqual(TRAINING_NAMES);
});
