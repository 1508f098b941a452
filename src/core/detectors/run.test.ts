import { describe, expect, it } from "vitest";
import type { Detector, DetectorInput } from "../contracts.ts";
import { random } from "../random.ts";
import { categories, numbers, table } from "../table/table.ts";
import { cannotTell, figure, percent, pValueText, quoted, sayCannotTell } from "./findings.ts";
import { detectorsOf } from "./registry.ts";
import { completeParams, runDetector } from "./run.ts";

const probe = {
  id: "probe",
  name: "Probe",
  family: "two-samples",
  scope: "column",
  accepts: ["number"],
  windows: 2,
  needs: ["label"],
  formula: "statistic = 1, for every column",
  falseAlarmCost: "Nothing.",
  summary: "Reports what it was given.",
  source: "none",
  blindTo: [],
  params: {
    alpha: { kind: "number", label: "Alpha", unit: "", min: 0, max: 1, step: 0.01, default: 0.05 },
    way: { kind: "choice", label: "Way", options: ["up", "down"], default: "up" },
    strict: { kind: "flag", label: "Strict", default: false },
  },
  detect(input, params) {
    const { way, strict } = params as unknown as { way: string; strict: boolean };
    return { ...cannotTell("ran"), facts: { columns: input.columns.join(), way, strict: String(strict) } };
  },
  say: () => "",
} satisfies Detector;
const probeDetector: Detector = probe;

const data = table([
  ["x", numbers([1, 2])],
  ["city", categories(["a", "b"])],
  ["fraud", numbers([0, 1])],
]);
const input: DetectorInput = {
  reference: data,
  current: data,
  columns: ["x"],
  roles: { label: ["fraud"] },
};
const run = (changes: Partial<DetectorInput>, detector = probeDetector) =>
  runDetector(detector, { ...input, ...changes }, {}, random(1));

describe("running a detector", () => {
  it("fills in the defaults of parameters left out", () => {
    expect(run({}).facts).toEqual({ columns: "x", way: "up", strict: "false" });
  });

  it.each([
    ["no-current", { current: null }],
    ["no-label", { roles: {} }],
    ["no-such-column", { columns: ["nowhere"] }],
    ["no-such-column", { roles: { label: ["nowhere"] } }],
    ["wrong-kind", { columns: ["city"] }],
    ["no-columns", { columns: [] }],
    ["one-column-only", { columns: ["x", "fraud"] }],
    [
      "kinds-differ",
      {
        current: table([
          ["x", categories(["1", "2"])],
          ["fraud", numbers([0, 1])],
        ]),
      },
    ],
    [
      "no-rows",
      {
        reference: table([
          ["x", numbers([])],
          ["fraud", numbers([])],
        ]),
      },
    ],
  ] as const)("cannot tell, and says %s", (reason, changes) => {
    const finding = run(changes);
    expect(finding.verdict).toBe("cannot-tell");
    expect(finding.reason).toBe(reason);
    expect(sayCannotTell(finding, ["x"])).toMatch(/^Cannot tell for “.*”: .{8,}\.$/);
  });

  it("gives a detector of the whole table the columns it can read", () => {
    const whole: Detector = { ...probeDetector, scope: "table" };
    expect(run({ columns: ["x", "city", "fraud"] }, whole).facts.columns).toBe("x,fraud");
    expect(run({ columns: ["city"] }, whole).reason).toBe("wrong-kind");
  });

  it("refuses an impossible parameter with its value", () => {
    const withParams = (params: object) => () => completeParams(probe.params, params, "probe");
    expect(withParams({ alpha: 2 })).toThrow("“alpha” of probe cannot be 2: it lies from 0 to 1.");
    expect(withParams({ alpha: Number.NaN })).toThrow("cannot be NaN");
    expect(withParams({ way: "left" })).toThrow("cannot be left: it is one of up, down.");
    expect(withParams({ strict: 1 })).toThrow("cannot be 1: it is true or false.");
    expect(withParams({ aplha: 0.1 })).toThrow("no parameter “aplha”");
  });
});

describe("the registry", () => {
  it("takes what has a detector for its default export and leaves helpers out", () => {
    expect(detectorsOf({ "./probe.ts": { default: probe }, "./helper.ts": {} })).toEqual([probe]);
  });

  it("refuses a detector whose id is not its file's name", () => {
    expect(() => detectorsOf({ "./other.ts": { default: probe } })).toThrow("calls itself “probe”");
  });
});

describe("figures in sentences", () => {
  it("keep three digits and set thousands apart", () => {
    expect([0, 0.12345, 12, 1234.6, 1e6, 0.00001234, -0.5, Number.NaN].map(figure)).toEqual([
      "0",
      "0.123",
      "12",
      "1,235",
      "1,000,000",
      "1.2e-5",
      "-0.5",
      "not a number",
    ]);
  });

  it("never round a share to all or nothing", () => {
    expect([0, 1, 0.5, 0.1234, 0.99999, 0.000001, 0.0123].map(percent)).toEqual([
      "0 %",
      "100 %",
      "50.0 %",
      "12.3 %",
      "over 99.9 %",
      "under 0.001 %",
      "1.2 %",
    ]);
  });

  it("name tiny p-values and quote column names as plain text", () => {
    expect([0.034, 4.2e-12, 0].map(pValueText)).toEqual(["p = 0.034", "p = 4e-12", "p below 1e-300"]);
    expect(quoted(["<b>", "c"])).toBe("“<b>” and “c”");
    expect(quoted(["a", "b", "c", "d"])).toBe("“a”, “b” and 2 more");
  });
});
