import { expect, test } from "vitest";
import { daysOf } from "../core/service/days.ts";
import { DAY } from "../core/world/settings.ts";
import { serviceOf } from "./bench.ts";
import type { Incident } from "./draw.ts";
import { costBetween, HOURS, lossByDay, piecesOf, repairsAreRight, rightRepairs } from "./money.ts";

const incident: Incident = {
  seed: 5,
  today: 18,
  difficulty: "gentle",
  failures: [{ id: "amounts-in-cents", fromDay: 15, strength: 0.8 }],
  events: [],
};
const { startAt } = serviceOf(incident, []).world.periods.production;
const lost = (repairs: readonly string[], minutes = 30, own = incident) =>
  lossByDay(own, piecesOf(own, repairs, minutes, startAt));

test("the cost of a day is the one that its figures give", () => {
  const service = serviceOf(incident, incident.failures);
  const days = daysOf(service);
  for (const day of [3, 16, 20])
    expect(costBetween(service, startAt + day * DAY, startAt + (day + 1) * DAY)).toBeCloseTo(
      days[day]!.money.cost,
      6,
    );
});

test("nothing is lost before it begins; under the right repair the loss stops, under none it goes on", () => {
  const none = lost([]);
  const right = lost(["one-transform"]);
  expect(none.days[0]).toBe(15);
  expect(none.days.at(-1)).toBe(24);
  const at = none.days.indexOf(19);
  // From the day after the repair on the service is its healthy twin.
  for (let i = at; i < right.sums.length; i++) expect(right.sums[i]).toBeCloseTo(right.sums[at - 1]!, 6);
  expect(none.sums.at(-1)!).toBeGreaterThan(2 * right.sums.at(-1)!);
  expect(none.sums.slice(0, 3)).toEqual(right.sums.slice(0, 3));
});

test("a repair that mends nothing here changes nothing; one decided on later costs no less", () => {
  expect(lost(["restore-the-reports"]).sums).toEqual(lost([]).sums);
  expect(lost(["one-transform"], 60).sums.at(-1)!).toBeGreaterThanOrEqual(
    lost(["one-transform"], 0).sums.at(-1)! - 30,
  );
});

test("where nothing is wrong nothing is lost, and doing nothing is right", () => {
  const calm = { ...incident, failures: [] };
  expect(lost([], 30, calm).sums.every((sum) => sum === 0)).toBe(true);
  expect(rightRepairs(calm)).toEqual(["nothing"]);
  expect(repairsAreRight(calm, ["wait-for-labels"])).toBe(true);
  expect(repairsAreRight(calm, ["retrain"])).toBe(false);
});

test("two faults need two repairs, unless one mends both", () => {
  const two = {
    ...incident,
    failures: [...incident.failures, { id: "slow-dependency", fromDay: 15, strength: 0.5 }],
  };
  expect(repairsAreRight(two, ["one-transform"])).toBe(false);
  expect(repairsAreRight(two, ["one-transform", "scale-the-service"])).toBe(true);
  expect(piecesOf(two, ["one-transform", "scale-the-service"], 0, startAt)).toHaveLength(3);
});

test("what no repair takes back is followed: a threshold set anew changes what is stopped from the next midnight on", () => {
  const wave = { ...incident, failures: [{ id: "fraud-wave", fromDay: 15, strength: 0.8 }] };
  const pieces = piecesOf(wave, ["correct-the-threshold"], 0, startAt);
  expect(pieces[1]!.failures.map(({ id }) => id)).toEqual(["fraud-wave", "threshold-anew"]);
  expect(pieces[1]!.from).toBe(startAt + 19 * DAY);
  expect(lost(["correct-the-threshold"], 0, wave).sums.at(-1)!).toBeLessThan(lost([], 0, wave).sums.at(-1)!);
});

test("every repair has its hours", () => {
  for (const hours of Object.values(HOURS)) expect(hours >= 0 && hours <= 24).toBe(true);
});
