import fc from "fast-check";
import { expect, test } from "vitest";
import { BUDGET, CHECKS, type CheckId } from "./check-list.ts";
import {
  afterCheck,
  afterCommitment,
  canCheck,
  clockAt,
  minutesLeft,
  mustCommit,
  type Play,
  readPlay,
  START,
  writePlay,
} from "./play.ts";

const ids = CHECKS.map(({ id }) => id);
const plays = fc
  .array(fc.constantFrom(...ids), { maxLength: 20 })
  .map((all) => all.reduce(afterCheck, START));

test("checks never cost more than the hour, and each is made once", () => {
  fc.assert(
    fc.property(plays, (play) => {
      expect(minutesLeft(play)).toBeGreaterThanOrEqual(0);
      expect(new Set(play.checks).size).toBe(play.checks.length);
      expect(mustCommit(play)).toBe(ids.every((id) => !canCheck(play, id)));
    }),
  );
});

test("all checks together take longer than the hour, so that one has to choose", () => {
  expect(CHECKS.reduce((sum, { minutes }) => sum + minutes, 0)).toBeGreaterThan(1.3 * BUDGET);
});

test("the clock begins at three and goes on into the next hour", () => {
  expect([clockAt(0), clockAt(7), clockAt(60), clockAt(61)]).toEqual(["03:00", "03:07", "04:00", "04:01"]);
});

test("one commits once, with a repair, and with two causes at most; then no check can be made", () => {
  const end = { causes: ["a"], repairs: ["nothing"] };
  const play = afterCommitment(START, end);
  expect(play.commitment).toEqual(end);
  expect(afterCommitment(play, { causes: [], repairs: ["retrain"] })).toBe(play);
  expect(afterCheck(play, "drift")).toBe(play);
  expect(afterCommitment(START, { causes: [], repairs: [] })).toBe(START);
  expect(afterCommitment(START, { causes: ["a", "b", "c"], repairs: ["nothing"] })).toBe(START);
});

test("a play that was kept is read back; whatever else is there is a fresh start", () => {
  fc.assert(
    fc.property(plays, fc.boolean(), (own, ends) => {
      const play: Play = ends ? afterCommitment(own, { causes: [], repairs: ["nothing"] }) : own;
      expect(readPlay(writePlay(play))).toEqual(play);
    }),
  );
  for (const text of [undefined, "", "{", "null", "[]", '{"checks":3}'])
    expect(readPlay(text)).toEqual(START);
  fc.assert(fc.property(fc.json(), (text) => minutesLeft(readPlay(text)) >= 0));
  const cheat = { checks: Array<CheckId>(9).fill("bank"), commitment: { causes: 3 } };
  expect(readPlay(JSON.stringify(cheat))).toEqual({ checks: ["bank"], commitment: null });
});
