import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ParamTable } from "../contracts.ts";
import { type PythonValue, pythonConstants, pythonLiteral } from "./python.ts";

const params = {
  alertShare: {
    kind: "number",
    label: "Share of alerts",
    unit: "%",
    min: 0,
    max: 1,
    step: 0.01,
    default: 0.05,
  },
  delay: { kind: "number", label: "Reporting delay", unit: "h", min: 1, max: 1080, step: 1, default: 4 },
  policy: { kind: "choice", label: "Join", options: ["by-date", "as-of-event"], default: "by-date" },
  repaired: { kind: "flag", label: "Repaired", default: false },
} satisfies ParamTable;

const hasPython = spawnSync("python3", ["--version"]).status === 0;

describe("pythonConstants", () => {
  it("writes one commented constant for each parameter, the default where no value is given", () => {
    expect(pythonConstants(params, { delay: 6, repaired: true }, { userIds: ["U123"], none: null })).toBe(
      `# Share of alerts (a share: 0.05 is 5 %), from 0 to 1
ALERT_SHARE = 0.05
# Reporting delay (h), from 1 to 1080
DELAY = 6
# Join: "by-date", "as-of-event"
POLICY = "by-date"
# Repaired
REPAIRED = True
USER_IDS = ["U123"]
NONE = None
`,
    );
  });
  it("takes no value from the prototype of the values", () => {
    const odd = { constructor: { ...params.delay } } as unknown as ParamTable;
    expect(pythonConstants(odd, {})).toContain("CONSTRUCTOR = 4");
  });
  it("keeps a label with line ends in one comment", () => {
    const label = "Delay\nimport os\r\u2028\u202eevil";
    const block = pythonConstants({ delay: { ...params.delay, label } }, {});
    expect(block).toBe("# Delay import os   evil (h), from 1 to 1080\nDELAY = 4\n");
  });
  it("names two parameters that would be one, and a name that Python cannot have", () => {
    expect(() => pythonConstants({ aB: params.delay, a_b: params.delay }, {})).toThrow(
      "“aB” and “a_b” would both be A_B",
    );
    expect(() => pythonConstants({ "7": params.delay }, {})).toThrow("“7” is no name");
  });
});

describe("pythonLiteral", () => {
  it("writes what is not finite as a float of that name", () => {
    expect(pythonLiteral([Number.NaN, Number.POSITIVE_INFINITY, -1e21])).toBe(
      '[float("nan"), float("inf"), -1e+21]',
    );
  });
  it.skipIf(!hasPython)("is read back by Python as the very value, whatever the text", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom('"""', "\\", '\\"; import os #', "{x}\0", "\u2066a\ud800"),
    );
    const values = fc.sample(
      fc.oneof(
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.array(text, { maxLength: 3 }),
      ),
      { numRuns: 300, seed: 1 },
    ) as PythonValue[];
    const source = `import json\nprint(json.dumps([\n${values.map(pythonLiteral).join(",\n")}\n]))\n`;
    const { stdout, stderr } = spawnSync("python3", ["-"], { input: source, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual(values);
  });
});
