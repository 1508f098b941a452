import { expect, test } from "vitest";
import { chapters } from "../../chapters/registry.ts";
import { pages } from "../../state/pages.ts";
import { PLANS, stepAt } from "./plans.ts";

test("the minutes of a plan add up to what its name says", () => {
  for (const { name, steps } of PLANS)
    expect(steps.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(Number(/(\d+) minutes/.exec(name)![1]));
});

test("every step leads to a place that exists", () => {
  const places = new Set<string>([...chapters.map(({ id }) => id), ...pages]);
  for (const { steps } of PLANS)
    for (const { to } of steps) if (to !== null) expect(places.has(to), to).toBe(true);
});

test("the demonstration takes its pictures from chapters 1, 12 and 16", () => {
  const number = new Map(chapters.map(({ id }, i) => [id, i + 1]));
  const shown = PLANS.find(({ id }) => id === "demonstration")!.steps.map(({ to }) => number.get(to ?? ""));
  expect(shown.filter((one) => one !== undefined)).toEqual([1, 12, 16]);
});

test("the clock knows the step that is on, and what is left of it", () => {
  const plan = PLANS[0]!;
  expect(stepAt(plan, 0)).toEqual({ index: 0, left: 5 });
  expect(stepAt(plan, 5)).toEqual({ index: 1, left: 15 });
  expect(stepAt(plan, 89.5)).toEqual({ index: plan.steps.length - 1, left: 0.5 });
  expect(stepAt(plan, 90)).toBeNull();
});
