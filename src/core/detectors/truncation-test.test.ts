import { describe, expect, it } from "vitest";
import type { Roles } from "../contracts.ts";
import { random } from "../random.ts";
import { cutTimeline } from "./shared/cut-history.ts";
import { historyOf } from "./shared/history.ts";
import { readLabels } from "./shared/read.ts";
import {
  alarmRate,
  DAY,
  type History,
  HOUR,
  payments,
  ROLES,
  ROLES_WITHOUT_REPORTS,
  run,
  tableOf,
} from "./shared/testing.ts";
import { timelineOf } from "./shared/timeline.ts";
import truncationTest from "./truncation-test.ts";

/** Straight from the definition: the sum of `value` over the rows of the same user that `counts` lets in. */
function feature(h: History, counts: (i: number, j: number) => boolean, value = h.fraud): Float64Array {
  const byUser = new Map<number, number[]>();
  for (const [i, user] of h.user.entries()) byUser.set(user, [...(byUser.get(user) ?? []), i]);
  return Float64Array.from(h.at, (_, i) =>
    byUser.get(h.user[i]!)!.reduce((sum, j) => (counts(i, j) ? sum + value[j]! : sum), 0),
  );
}

const midnightAfter = (time: number) => Math.floor(time / DAY) * DAY + DAY;
const ones = (h: History) => new Float64Array(h.at.length).fill(1);
const judge = (h: History, x: Float64Array, roles: Roles = ROLES, params = {}) =>
  run(truncationTest, tableOf(h, x), ["x"], roles, { params });

const world = payments(random(7), 4000, 80);

describe("the truncation test rings for a column that changes on cut history", () => {
  it.each([
    [
      "reports as of midnight of the same day",
      (h: History) => feature(h, (i, j) => h.reported[j]! < midnightAfter(h.at[i]!)),
      ROLES,
    ],
    [
      "the number of payments of the whole day",
      (h: History) =>
        feature(
          h,
          (i, j) => h.at[j]! < midnightAfter(h.at[i]!) && h.at[j]! >= midnightAfter(h.at[i]!) - DAY,
          ones(h),
        ),
      ROLES,
    ],
    ["earlier frauds and the row's own", (h: History) => feature(h, (i, j) => j <= i), ROLES],
    [
      "all frauds of the day, where nobody says when they were reported",
      (h: History) => feature(h, (i, j) => h.at[j]! < midnightAfter(h.at[i]!)),
      ROLES_WITHOUT_REPORTS,
    ],
  ] as const)("%s", (_, make, roles) => {
    const finding = judge(world, make(world), roles);
    expect(finding.verdict).toBe("rings");
    expect(finding.statistic).toBeGreaterThanOrEqual(10);
    expect(finding.rows!.count).toBeLessThanOrEqual(finding.statistic);
    expect(truncationTest.say(finding, ["x"])).toContain("saw the future");
  });

  it("earlier frauds that had not been reported yet", () => {
    const late = payments(random(7), 4000, 80, 60, 300);
    expect(
      judge(
        late,
        feature(late, (i, j) => j < i),
      ).reason,
    ).toBe("saw-the-future");
  });

  it("also without any label, from the rows alone", () => {
    const x = feature(
      world,
      (i, j) =>
        world.at[j]! < midnightAfter(world.at[i]!) && world.at[j]! >= midnightAfter(world.at[i]!) - DAY,
      ones(world),
    );
    expect(judge(world, x, { entity: ["user"], "event-time": ["at"] }).verdict).toBe("rings");
  });
});

describe("the truncation test stays silent", () => {
  it.each([
    ["earlier payments", (h: History) => feature(h, (i, j) => j < i, ones(h))],
    ["earlier payments and this one", (h: History) => feature(h, (i, j) => j <= i, ones(h))],
    [
      "earlier amounts of 7 days",
      (h: History) => feature(h, (i, j) => j < i && h.at[j]! > h.at[i]! - 7 * DAY, h.amount),
    ],
    ["reports known before the payment", (h: History) => feature(h, (i, j) => h.reported[j]! < h.at[i]!)],
    [
      "reports of the last finished batch",
      (h: History) => feature(h, (i, j) => h.reported[j]! < midnightAfter(h.at[i]!) - DAY),
    ],
  ] as const)("for %s, over 10 histories", (_, make) => {
    let changed = 0;
    const { count } = alarmRate(10, (chance) => {
      const h = payments(chance, 1500, 120);
      const finding = judge(h, make(h));
      changed += finding.statistic;
      return finding.verdict === "rings";
    });
    expect(count).toBe(0);
    expect(changed).toBeLessThan(10);
  });

  it("for a column that is nobody's history, and says why, over 200 histories", () => {
    const { count } = alarmRate(200, (chance) => {
      const h = payments(chance, 400, 60);
      const finding = judge(
        h,
        Float64Array.from(h.at, () => chance.poisson(2)),
      );
      return finding.reason !== "matches-no-recipe";
    });
    expect(count).toBe(0);
  });
});

it("a cut history holds the rows and the reports up to its moment, and no others", () => {
  const source = tableOf(world, world.amount);
  const history = historyOf(source.columns.get("user")!, source.columns.get("at")!);
  const labels = readLabels(source, ROLES);
  if (typeof labels === "string") throw new Error(labels);
  const everyone = Uint32Array.from({ length: history.starts.length - 1 }, (_, e) => e);
  const timeline = timelineOf(source, ROLES, history, labels.labels, ["amount"], everyone);
  const unreported = world.at.findIndex((at, row) => world.reported[row]! > at + HOUR);
  const until = world.at[unreported]! + HOUR;
  const cut = cutTimeline(timeline, until);
  expect(cut.timeline.event.length).toBe(world.at.filter((at) => at <= until).length);
  let hidden = 0;
  for (const [i, row] of cut.timeline.rows.entries()) {
    expect(cut.timeline.event[i]).toBe(world.at[row]);
    const isReported = world.reported[row]! <= until;
    expect(cut.timeline.values[0]![i]).toBe(isReported ? world.fraud[row] : 0);
    if (world.fraud[row] === 1 && !isReported) hidden++;
  }
  expect(hidden).toBeGreaterThan(0);
});
