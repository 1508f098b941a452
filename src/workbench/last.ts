import type { Csv } from "./csv/read.ts";
import type { Diagnosis, Setup } from "./diagnosis.ts";

/** A diagnosis with what it was made from. */
export type Diagnosed = { files: readonly Csv[]; setup: Setup; diagnosis: Diagnosis };

let last: { key: string; diagnosed: Diagnosed } | null = null;

/** Keeps the last diagnosis of this worker, so that a report of it computes nothing twice. `key` names files, roles and windows. */
export function keepDiagnosed(key: string, diagnosed: Diagnosed): void {
  last = { key, diagnosed };
}

/** The diagnosis kept under this key, or null. */
export function keptDiagnosed(key: string): Diagnosed | null {
  return last?.key === key ? last.diagnosed : null;
}
