import { describe, expect, it } from "vitest";
import { cannotTell } from "../detectors/findings.ts";
import { findingsToJson } from "./findings.ts";

describe("findingsToJson", () => {
  it("writes the detector, the columns and every number, NaN as null and infinity as text", () => {
    const finding = { ...cannotTell("no-label", { rows: 3 }), threshold: Number.POSITIVE_INFINITY };
    const [one] = JSON.parse(findingsToJson([{ detector: "golden-feature", columns: ["<b>"], finding }]));
    expect(one).toMatchObject({
      detector: "golden-feature",
      columns: ["<b>"],
      verdict: "cannot-tell",
      statistic: null,
      threshold: "Infinity",
      reason: "no-label",
      facts: { rows: 3 },
    });
  });
});
