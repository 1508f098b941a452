import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Evidence, practise, SINGLE } from "../incident/evidence.ts";

/**
 * Measures what an expert of the incident room knows: each alert and the sign of each check in practice incidents of every kind, and
 * writes `src/incident/experience.json`. `--samples`: practice incidents of each kind (12). `--only`: these kinds alone, by commas;
 * the others are kept.
 */
const { values } = parseArgs({
  options: { samples: { type: "string" }, only: { type: "string" }, to: { type: "string" } },
});
const samples = Number(values.samples ?? 12);
const only = values.only?.split(",");
const path = join(process.cwd(), values.to ?? "src/incident/experience.json");

type Kept = Record<string, Record<string, string>>;
const before: Kept = only && existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
const made: Record<string, Evidence[]> = Object.fromEntries(SINGLE.map((what) => [what, []]));

/** The signs of each item, one word a practice incident. */
function packed(all: readonly Evidence[]): Record<string, string> {
  const items = all.map(({ alerts, signs }) => [
    ...Object.entries(alerts).map(([id, sign]) => [`alert ${id}`, sign] as const),
    ...Object.entries(signs),
  ]);
  const names = (items[0] ?? []).map(([name]) => name);
  return Object.fromEntries(names.map((name, at) => [name, items.map((one) => one[at]![1]).join(" ")]));
}

for (let sample = 0; sample < samples; sample++) {
  for (const what of SINGLE) {
    if (only && what !== "none" && !only.includes(what)) continue;
    made[what]!.push(practise(what, sample, made.none![sample]));
  }
  const all = SINGLE.map((what) => [what, made[what]!.length > 0 ? packed(made[what]!) : before[what]]);
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(all), null, 1)}\n`);
  console.log(`${sample + 1} of ${samples}`);
}
