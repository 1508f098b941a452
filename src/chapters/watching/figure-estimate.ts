import type { Figure } from "../contracts.ts";
import { axisX, axisY, directLabel, hatch, labelsApart, Plot, ruleAtX, seriesLine } from "../shared/plot.ts";
import { readingsOfBoth } from "./lines.ts";
import type { Result } from "./result.ts";
import { FIRST, unlabelled } from "./signals.ts";
import { ratio } from "./words.ts";

/** The estimate that needs no labels, and the truth that comes later. */
export const estimate: Figure<Result> = {
  title: "Recall: estimated on the day itself, known when the labels are in, and as it was",
  needs: ["logs"],
  height: (width) => Math.round(Math.max(270, Math.min(340, width * 0.5))),
  draw({ logs }, width, theme) {
    const narrow = width < 480;
    const { wait, fromDay, broken, fails } = logs;
    const { known, truth } = readingsOfBoth(logs).broken;
    const days = broken.payments.length;
    const guess = unlabelled(broken, "estimate");
    const rows = Array.from({ length: days - FIRST }, (_, i) => {
      const day = i + FIRST;
      return {
        day,
        estimated: guess[day] ?? null,
        was: truth[day]?.recall ?? null,
        // What could be said on this day of the week that ended `wait` days before.
        arrived: known[day]?.[day - wait]?.recall ?? null,
      };
    });
    const end = rows.at(-1)!;
    const top = 1;
    const height = this.height(width);
    const names = labelsApart(
      [
        { name: "estimated", value: end.estimated, color: "estimate" },
        { name: "as it was", value: end.was, color: "was" },
        { name: narrow ? "known" : `known ${wait} days late`, value: end.arrived, color: "arrived" },
      ].filter((row) => row.value !== null),
      "value",
      (15 * top) / (height - 60),
      [0, top],
    );
    const line = (y: "estimated" | "was" | "arrived", color: string, dash?: string, thick = 2) =>
      seriesLine(
        rows.filter((row) => row[y] !== null),
        { x: "day", y, color, width: thick, ...(dash ? { dash } : {}) },
      );
    const label = (which: string, color: string) =>
      directLabel(
        names.filter(({ color: of }) => of === which),
        { x: () => days - 1, y: "label", text: "name", color, gap: 6 },
      );
    const after = rows.filter(({ day }) => day >= fromDay + FIRST && day < days);
    const mean = (of: "estimated" | "was") => {
      const values = after.flatMap((row) => (row[of] === null ? [] : [row[of]]));
      return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    return {
      plot: {
        marginTop: 24,
        marginBottom: 42,
        marginRight: narrow ? 66 : 120,
        x: { domain: [0, days - 1] },
        y: { domain: [0, top] },
        marks: [
          axisX({ label: "day of production", ticks: narrow ? [0, 14, 28, 42] : [0, 7, 14, 21, 28, 35, 42] }),
          axisY({ label: "recall of the last seven days", ticks: 5 }),
          hatch([{ x1: fromDay, x2: Math.min(days - 1, fromDay + wait) }], {
            x1: "x1",
            x2: "x2",
            y1: () => 0,
            y2: () => top,
          }),
          ruleAtX(fromDay, theme.ink),
          Plot.text([fromDay], {
            x: (at: number) => at,
            y: () => top,
            text: () => (fails ? "failure begins" : ""),
            dy: 12,
            dx: fromDay > days / 2 ? -4 : 4,
            textAnchor: fromDay > days / 2 ? "end" : "start",
            fontWeight: 600,
            fill: theme.ink,
          } as never),
          line("was", theme.ink, undefined, 1.5),
          line("arrived", theme.production),
          line("estimated", theme.quiet, "5,3"),
          label("estimate", theme.quiet),
          label("was", theme.ink),
          label("arrived", theme.production),
        ] as never,
      },
      summary: sentence(
        mean("estimated"),
        mean("was"),
        wait,
        fails ? "In the weeks of the failure" : `From day ${fromDay} on`,
      ),
      table: {
        columns: [
          { key: "day", label: "day" },
          { key: "estimated", label: "estimated that day" },
          { key: "arrived", label: `known that day, of ${wait} days before` },
          { key: "was", label: "as it was" },
        ],
        rows,
      },
    };
  },
};

function sentence(estimated: number | null, was: number | null, wait: number, when: string): string {
  if (estimated === null || was === null)
    return "The failure has no whole week here, so that there is nothing to compare.";
  const gap = estimated - was;
  const said = `${when} recall was ${ratio(was)} on average; the estimate, there on the day itself, said ${ratio(estimated)}`;
  const verdict =
    Math.abs(gap) < 0.08
      ? "near enough to act on"
      : gap > 0
        ? `${ratio(gap)} too good`
        : `${ratio(-gap)} too bad`;
  return `${said}: ${verdict}. The labels said it ${wait} days later.`;
}
