import { ask, type Bench, ringing, saidBy, together } from "../bench.ts";
import type { Reading } from "../contracts.ts";

/** Whether a group of customers stands out by its fraud, or by what the score makes of it. */
export function segments(bench: Bench): Reading {
  const alarms = ["worst-segment", "label-rate-by-segment", "calibration-by-segment"].map((id) =>
    ask(bench, id),
  );
  const said = alarms.map(saidBy);
  const [worst] = alarms;
  const found = ringing(worst!)[0];
  const column = found === undefined ? undefined : String(found.finding.facts.column ?? "");
  const verdict = together(said);
  const rings = said.filter((one) => one.verdict === "rings");
  const byColumn = ringing(alarms[1]!)[0]?.columns[0] ?? ringing(alarms[2]!)[0]?.columns[0];
  return {
    verdict,
    sign: verdict === "cannot-tell" ? "cannot-tell" : ((column || byColumn) ?? "none"),
    sentence:
      rings.length === 0
        ? "No group stands out: fraud is spread as the scores expect it."
        : rings
            .slice(0, 2)
            .map(({ sentence }) => sentence)
            .join(" "),
    said,
    chart: null,
  };
}
