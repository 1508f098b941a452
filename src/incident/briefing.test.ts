import { expect, test } from "vitest";
import { random } from "../core/random.ts";
import { FAILURES } from "../core/service/registry.ts";
import { alertsOf } from "./alerts.ts";
import { benchOf, benchOfCode } from "./bench.ts";
import { briefingOf } from "./briefing.ts";
import { drawCode } from "./codes.ts";
import { CAUSES, drawIncident, incidentOf } from "./draw.ts";

const source = random(21);
const codes = Array.from({ length: 3 }, () => drawCode(source));
const briefings = codes.map(briefingOf);

test("what is known at 03:00 names no cause, and offers every cause in the same order", () => {
  for (const briefing of briefings) {
    const { causes, repairs, ...rest } = briefing;
    expect(causes).toEqual(briefings[0]!.causes);
    expect(repairs).toEqual(briefings[0]!.repairs);
    expect(causes.map(({ id }) => id).sort()).toEqual(CAUSES.map(({ id }) => id).sort());
    const text = JSON.stringify(rest);
    for (const { id, name, cause, summary } of FAILURES)
      for (const secret of [id, name, cause, summary]) expect(text).not.toContain(secret);
  }
});

test("its figures end with yesterday, and are those that were known then", () => {
  briefings.forEach(({ charts, today }, i) => {
    const bench = benchOfCode(codes[i]!);
    expect(bench.days).toHaveLength(today);
    for (const chart of charts) if (chart.kind === "days") expect(chart.days.at(-1)).toBe(today - 1);
  });
});

test("the alert that wakes you rings, or nobody says that one does; the colleague says what is so", () => {
  briefings.forEach(({ alert, lights }) => {
    const own = lights.find(({ id, name }) => id === alert.metric && name === alert.name);
    if (own) expect(own.rings).toBe(true);
    else expect(alert.sentence).toContain("No alert rang");
  });
});

test("a slow service makes the alert on latency ring, a lost feed that on missing values, and a calm one neither", () => {
  const ringing = (what: string[]) =>
    alertsOf(benchOf(drawIncident(what, "gentle", random(3))).days)
      .filter(({ rings }) => rings)
      .map(({ id }) => id);
  expect(ringing(["slow-dependency"])).toContain("latency");
  expect(ringing(["feature-store-outage"])).toContain("missing");
  const calm = ringing([]);
  for (const id of ["latency", "missing", "volume", "feature-drift"]) expect(calm).not.toContain(id);
});

test("an incident is told by its code alone", () => {
  expect(incidentOf(codes[0]!)).toEqual(incidentOf(codes[0]!));
  expect(briefingOf(codes[0]!)).toEqual(briefings[0]);
});
