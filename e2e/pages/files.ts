import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Numbers from 0 to 1, the same ones for the same seed. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** So many lines of a file, without the last line break. */
export const rows = (line: (i: number) => string, count = 300): string =>
  Array.from({ length: count }, (_, i) => line(i)).join("\n");

/**
 * Four months of payments, in which `investigator_notes` is written only once a fraud is known: a planted leak. All else is honest,
 * and the amount knows a little.
 */
export function leakingCsv(rows = 4000, seed = 5): string {
  const next = chance(seed);
  const start = Date.UTC(2024, 0, 1);
  const lines = ["created_at,user_id,amount,merchant,investigator_notes,is_fraud"];
  for (let i = 0; i < rows; i++) {
    const fraud = next() < 0.04;
    const at = new Date(start + Math.floor((i / rows) * 120 * 86_400_000)).toISOString().slice(0, 19);
    const amount = (5 + 80 * next() ** 2 + (fraud ? 25 * next() : 0)).toFixed(2);
    const merchant = ["grocer", "books", "travel", "fuel"][Math.floor(4 * next())];
    const notes = fraud && next() < 0.97 ? 1 + Math.floor(6 * next()) : 0;
    lines.push(`${at},u${Math.floor(600 * next())},${amount},${merchant},${notes},${fraud ? 1 : 0}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Three columns in which nothing is wrong. */
export function smallCsv(rows = 60): string {
  const next = chance(3);
  const lines = Array.from(
    { length: rows },
    (_, i) => `2024-01-${String(1 + (i % 28)).padStart(2, "0")},${next().toFixed(3)},${i % 2}`,
  );
  return `day,amount,label\n${lines.join("\n")}\n`;
}

/** A file of the folder beside the project, or null where it is not there. */
export function sharedFile(name: string): Buffer | null {
  const path = fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url));
  return existsSync(path) ? readFileSync(path) : null;
}
