import type { Finding } from "../../core/contracts.ts";
import type { Concern } from "./concerns.ts";
import { meaningOf } from "./rank.ts";

const WEIGHT: Readonly<Record<Concern, number>> = {
  leak: 400,
  absence: 300,
  promise: 250,
  who: 200,
  drift: 100,
  quality: 50,
};

/**
 * How much a finding matters, by consequence: first what it is about (a leak makes every other number void, then absence, a
 * promise that will not hold, who, drift), then the size of its effect and the share of rows it touches. The p-value plays no part: it grows with the rows.
 */
export function weigh(check: string, finding: Finding, rows: number, isSegment = true): number {
  const { large } = meaningOf(check);
  const effect = Number.isFinite(finding.effect) ? Math.min(Math.abs(finding.effect) / large, 1) : 0.5;
  const share = finding.rows ? Math.min(finding.rows.count / Math.max(rows, 1), 1) : 1;
  return baseOf(check, finding, isSegment) + 80 * effect * (0.5 + 0.5 * Math.sqrt(share));
}

/** What a finding weighs by what it is about, before its size. */
function baseOf(check: string, { facts, effect, statistic }: Finding, isSegment: boolean): number {
  const base = WEIGHT[meaningOf(check).concern];
  const part = (value: number, from: number, to: number) =>
    Math.min(Math.max((value - from) / (to - from), 0), 1);
  switch (check) {
    // A column whose very recipe is named, or whose own clock tells, is proof; the others are grounds for suspicion.
    case "recipe-match":
    case "truncation-test":
    case "availability-audit":
      return base + 100;
    // One feature of AUC 0.8 may be honest; of one near 1, that is hard to believe.
    case "golden-feature":
      return base - 200 * (1 - part(statistic, 0.8, 1));
    // A gap filled from later rows is a leak, whatever it is otherwise; a short stretch is a small part of the file.
    case "constant-stretch":
      if (facts.place === "start" && facts.source !== "none" && facts.source !== undefined)
        return WEIGHT.leak;
      return base - 120 * (1 - part(effect, 0, 0.1));
    // Missing and a stand-in are absent for sure; a zero may be real, and another value mostly is.
    case "point-mass":
      return base - (facts.kind === "zero" ? 60 : isOrdinary(facts) ? 220 : 0);
    case "mass-over-time":
      return base - (isOrdinary(facts) ? 220 : 0);
    // A feed that stopped is loud; a gap that grew or shrank a little is drift. Values that began to arrive harm less.
    case "missing-share":
      return base - 180 * (1 - part(Math.abs(effect), 0, 0.3)) - (effect < 0 ? 40 : 0);
    // Without a score, a group of another label rate is what any honest feature shows.
    case "worst-segment":
      return base - (facts.by === "label-rate" ? 90 : 0);
    case "label-rate-by-segment":
      return base - (isSegment ? 40 : 95);
    // An outcome that keeps to the same names makes every random split promise too much.
    case "repeated-entity":
      return base + 30;
    // What a random split promises falsely is the news where much of it is lost in time.
    case "random-against-time":
      return base + 100 * part(Math.abs(effect), 0.05, 0.15);
    // The same row computed twice and differently is proof, and what the two files were brought for.
    case "row-parity":
      return WEIGHT.leak;
    // The change itself comes before its parts.
    case "mix-and-rate":
      return base - 30;
    default:
      return base;
  }
}

/** A value that is neither missing nor zero nor, as a negative whole number is, often a stand-in. */
const isOrdinary = ({ kind, mass }: Finding["facts"]): boolean =>
  kind === "value" && !(Number.isInteger(Number(mass)) && Number(mass) < 0);
