import type { Detector } from "../contracts.ts";

/**
 * A detector that looks at nothing: it rings with a fixed chance. Whatever a detector finds has to be more than this finds by
 * ringing as often.
 */
export const dummy: Detector = {
  id: "dummy",
  name: "Dummy",
  family: "two-samples",
  scope: "column",
  accepts: ["number", "category"],
  windows: 2,
  needs: [],
  summary: "Rings in one of twenty cases, whatever they hold.",
  formula: "rings with a chance of 0.05",
  falseAlarmCost: "As much as any other.",
  source: "Own definition",
  blindTo: [],
  params: {},
  detect: (_input, _params, random) => {
    const rings = random.chance(RATE);
    return {
      verdict: rings ? "rings" : "silent",
      statistic: 0,
      effect: 0,
      interval: null,
      pValue: null,
      threshold: 0,
      at: [],
      rows: null,
      reason: "by-chance",
      facts: {},
    };
  },
  say: (finding) =>
    finding.verdict === "rings" ? "It rings, for no reason." : "It is silent, for no reason.",
};

/** Its chance to ring. */
export const RATE = 0.05;
