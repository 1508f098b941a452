import type { ExperimentResult } from "../../core/contracts.ts";
import type { Packed } from "../../core/matrix/pack.ts";

/** A family of detectors: which failures at least one of them sees. */
export type Family = {
  id: string;
  name: string;
  detectors: number;
  /** Places of the failures that it sees. */
  sees: readonly number[];
  /** Share of the healthy twin's seeds in which at least one of the family rings, with its interval. */
  falseAlarms: number;
  low: number;
  high: number;
};

export type Hidden = {
  id: string;
  name: string;
  chapter: string;
  /** How many detectors see it, and how many hear something of it. */
  seenBy: number;
  heardBy: number;
  /** Places of the families that see it. */
  families: readonly number[];
};

export type Alone = {
  id: string;
  name: string;
  family: string;
  /** Failures that it sees. */
  sees: number;
  /** Share of the healthy twin's seeds in which it rings, with its interval. */
  falseAlarms: number;
  low: number;
  high: number;
  /** Whether no other detector both sees as much and rings for nothing as rarely, one of them better. */
  best: boolean;
};

/** A set of detectors that grows by one at every step. */
export type Grown = {
  name: string;
  adds: readonly string[];
  seen: number;
  falseAlarms: number;
  low: number;
  high: number;
};

export type Watched = {
  id: string;
  detectors: readonly string[];
  seen: number;
  falseAlarms: number;
  low: number;
  high: number;
  /** One entry a failure: the detectors of the set that see it. */
  failures: readonly { name: string; seenBy: readonly string[] }[];
};

export type Numbers = {
  failures: number;
  detectors: number;
  families: number;
  seeds: number;
  storedSeeds: number;
  verdicts: number;
  /** Failures that at least one detector sees, and those that none does. */
  seen: number;
  blind: number;
  blindNames: string;
  /** Share of all pairs in which the detector sees the failure. */
  pairsSeen: number;
  /** The detector that sees most, and how many. */
  bestName: string;
  bestSees: number;
  bestFamily: string;
  bestFamilySees: number;
  usualSeen: number;
  usualFalseAlarms: number;
  usualDetectors: number;
  coverSize: number;
  coverSeen: number;
  coverFalseAlarms: number;
  /** Detectors that the cover needs for half of what can be seen. */
  halfSize: number;
  /** Share of the twin's seeds in which anything rings at all. */
  anyFalseAlarm: number;
  /** Detectors that see nothing at this strength. */
  idle: number;
  dummySees: number;
  /** What the performance estimated without labels sees. */
  estimateSees: number;
  /** The detector that rings most on the twin: its name, that share, and what it sees. */
  loudestName: string;
  loudest: number;
  loudestSees: number;
};

/** The failure that the alarms are run on. */
export type Worked = {
  id: string;
  name: string;
  summary: string;
  chapter: string;
  strengthWords: string;
  /** Verdicts of this very seed, over all detectors. */
  rings: number;
  ringsOnTwin: number;
  silent: number;
  mute: number;
  /** Detectors that see it, over the seeds. */
  seenBy: number;
  /** Verdicts of this run (on the failure and on the twin) that are stored for this seed, and those that differ from it. */
  stored: number;
  unlikeStored: number;
};

export type Result = ExperimentResult & {
  stored: Packed;
  families: readonly Family[];
  hidden: readonly Hidden[];
  alone: readonly Alone[];
  grown: readonly Grown[];
  watched: Watched;
  numbers: Numbers;
  worked: Worked;
};
