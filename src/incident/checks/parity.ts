import type { Finding } from "../../core/contracts.ts";
import { ask, type Bench, ringing, saidBy } from "../bench.ts";
import type { Reading } from "../contracts.ts";

/** The rows of the newest days, computed anew as training would, against what was served. */
export function parity(bench: Bench): Reading {
  const alarm = ask(bench, "row-parity");
  const said = saidBy(alarm);
  const different = ringing(alarm);
  const [first] = different;
  return {
    verdict: alarm.verdict,
    sign:
      first === undefined
        ? alarm.verdict
        : `${reasonOf(first.finding)}-${first.columns[0]}${different.length > 1 ? "-and-more" : ""}`,
    sentence:
      first === undefined
        ? "Every feature that was served equals what the log gives when it is computed anew."
        : `${said.sentence}${different.length > 1 ? ` Columns that differ: ${different.map(({ columns }) => `“${columns[0]}”`).join(", ")}.` : ""}`,
    said: [said],
    chart: {
      kind: "bars",
      title: "Rows whose served value differs from the recomputed one, by feature",
      unit: "%",
      items: alarm.findings
        .map(({ columns, finding }) => ({
          name: columns[0]!,
          before: null,
          now:
            finding.verdict === "cannot-tell"
              ? null
              : Number(finding.facts.different) / Number(finding.facts.pairs),
        }))
        .sort((a, b) => (b.now ?? 0) - (a.now ?? 0))
        .slice(0, 8),
      words: ["", "differ"],
    },
  };
}

/** The guessed cause with its number, where it has one: "constant-factor-100". */
function reasonOf({ reason, facts }: Finding): string {
  const value = Number(facts.causeValue);
  return reason === "constant-factor" && Number.isFinite(value)
    ? `${reason}-${Number(value.toPrecision(2))}`
    : reason;
}
