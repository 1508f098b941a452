import type { Bench } from "./bench.ts";
import type { CheckId } from "./check-list.ts";
import { bank } from "./checks/bank.ts";
import { classifier } from "./checks/classifier.ts";
import { drift } from "./checks/drift.ts";
import { errors } from "./checks/errors.ts";
import { estimate } from "./checks/estimate.ts";
import { joins } from "./checks/joins.ts";
import { latency } from "./checks/latency.ts";
import { maturity } from "./checks/maturity.ts";
import { missing } from "./checks/missing.ts";
import { parity } from "./checks/parity.ts";
import { releases } from "./checks/releases.ts";
import { schema } from "./checks/schema.ts";
import { segments } from "./checks/segments.ts";
import { stopped } from "./checks/stopped.ts";
import type { Reading } from "./contracts.ts";

const READERS: Readonly<Record<CheckId, (bench: Bench) => Reading>> = {
  releases,
  latency,
  missing,
  schema,
  stopped,
  maturity,
  drift,
  estimate,
  errors,
  segments,
  classifier,
  parity,
  joins,
  bank,
};

const kept = new WeakMap<Bench, Map<CheckId, Reading>>();

/** What a check finds at 03:00. The real detectors run, on what is known; each check runs once a bench. */
export function read(bench: Bench, id: CheckId): Reading {
  let readings = kept.get(bench);
  if (readings === undefined) {
    readings = new Map();
    kept.set(bench, readings);
  }
  let reading = readings.get(id);
  if (reading === undefined) {
    reading = READERS[id](bench);
    readings.set(id, reading);
  }
  return reading;
}
