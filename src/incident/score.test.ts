import { expect, test } from "vitest";
import { judgeCauses, scoreOf } from "./score.ts";

test("all of what was wrong, and nothing else, is right; some of it is a part", () => {
  expect(judgeCauses(["a"], ["a"])).toBe("right");
  expect(judgeCauses(["a", "b"], ["b", "a"])).toBe("right");
  expect(judgeCauses(["a", "b"], ["a"])).toBe("part");
  expect(judgeCauses(["a"], ["a", "b"])).toBe("part");
  expect(judgeCauses(["a"], ["b"])).toBe("wrong");
  expect(judgeCauses(["a"], [])).toBe("wrong");
  expect(judgeCauses([], [])).toBe("right");
  expect(judgeCauses([], ["a"])).toBe("wrong");
});

const played = {
  cause: "right" as const,
  repairRight: true,
  nothingWrong: false,
  minutes: 20,
  expertMinutes: 20,
  lost: { yours: 1000, right: 1000, nothing: 5000 },
};

test("the right answer in an expert's time is worth 100 points, and the lines add up to the total", () => {
  expect(scoreOf(played).total).toBe(100);
  for (const minutes of [0, 5, 33, 60])
    for (const cause of ["right", "part", "wrong"] as const) {
      const { total, lines } = scoreOf({ ...played, cause, minutes });
      expect(lines.reduce((sum, { points }) => sum + points, 0)).toBe(total);
      expect(lines.reduce((sum, { of }) => sum + of, 0)).toBe(100);
      expect(total >= 0 && total <= 100).toBe(true);
    }
});

test("a wrong answer gains nothing by being quick; a right one loses by being slow", () => {
  expect(scoreOf({ ...played, cause: "wrong", minutes: 0 }).lines[2]!.points).toBe(0);
  expect(scoreOf({ ...played, minutes: 60 }).lines[2]!.points).toBe(0);
  expect(scoreOf({ ...played, minutes: 40 }).lines[2]!.points).toBe(13);
  // Who looked at nothing guessed.
  expect(scoreOf({ ...played, minutes: 0 }).lines[2]!.points).toBe(0);
});

test("the repair is paid by what it saves of what could be saved", () => {
  const points = (yours: number) => scoreOf({ ...played, lost: { ...played.lost, yours } }).lines[1]!.points;
  expect([points(1000), points(3000), points(5000), points(9000)]).toEqual([25, 13, 0, 0]);
  const nothingWrong = { ...played, nothingWrong: true, lost: { yours: 0, right: 0, nothing: 0 } };
  expect(scoreOf(nothingWrong).lines[1]!.points).toBe(25);
  expect(scoreOf({ ...nothingWrong, repairRight: false }).lines[1]!.points).toBe(0);
});
