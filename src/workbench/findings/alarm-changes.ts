import type { Verdict } from "../../core/contracts.ts";
import type { Answer } from "../checks.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** What one check says of some columns before and after the rows were broken. */
export type AlarmChange = {
  check: string;
  name: string;
  columns: readonly string[];
  before: Verdict;
  after: Verdict;
  /** What it says after. */
  sentence: string;
  weight: number;
};

const all = ({ findings, silent, cannotTell }: Diagnosis): readonly Answer[] => [
  ...findings,
  ...silent,
  ...cannotTell,
];
const keyOf = ({ check, columns }: Answer): string => JSON.stringify([check, columns]);

/**
 * The alarms of the broken rows beside those of the rows as they are, weightiest first. What the checks say of a group of columns
 * together may be said of other groups after: columns that were named alone before are looked up in the group that held them.
 */
export function alarmChanges(before: Diagnosis, after: Diagnosis): readonly AlarmChange[] {
  const verdicts = new Map(all(before).map((answer) => [keyOf(answer), answer.finding.verdict]));
  const held = new Map<string, Verdict>();
  for (const { check, columns, finding } of all(before))
    for (const column of columns) held.set(JSON.stringify([check, column]), finding.verdict);
  return all(after)
    .map((answer): AlarmChange => {
      const { check, name, columns, finding, sentence, weight } = answer;
      const known =
        verdicts.get(keyOf(answer)) ?? held.get(JSON.stringify([check, columns[0]])) ?? "cannot-tell";
      return { check, name, columns, before: known, after: finding.verdict, sentence, weight };
    })
    .sort((a, b) => b.weight - a.weight);
}
