import type { Figure } from "../contracts.ts";
import { axisX, axisY, Plot, percentTick, ruleAtX, ruleAtY, seriesLine } from "../shared/plot.ts";
import type { Plan, Result } from "./result.ts";
import { range, share, whole } from "./words.ts";

const LAST = 84;

/** How long a test must run to find what it looks for. */
export const power: Figure<Result> = {
  title: "How long the test must run",
  needs: ["plan"],
  height: (width) => Math.round(Math.max(280, Math.min(340, width * 0.6))),
  draw({ plan }, width, theme) {
    const narrow = width < 480;
    const fits = plan.days <= LAST;
    const at = (days: number) => {
      const right = days > LAST * 0.6;
      return { x: () => days, textAnchor: right ? "end" : "start", dx: right ? -7 : 7 };
    };
    const halo = { stroke: theme.paper, strokeWidth: 4 };
    return {
      plot: {
        marginTop: 30,
        marginBottom: 40,
        marginLeft: 46,
        marginRight: 24,
        x: { domain: [0, LAST] },
        y: { domain: [0, 1] },
        marks: [
          axisX({ label: "days of the test", ticks: narrow ? [0, 28, 56, 84] : [0, 7, 14, 28, 42, 56, 84] }),
          axisY({ label: "power: how often it finds the fall", ticks: 5, format: percentTick as never }),
          ruleAtY(plan.power),
          ruleAtX(28),
          seriesLine(plan.points, {
            x: "days",
            y: "independent",
            color: theme.quiet,
            dash: "5,3",
            width: 1.6,
            curve: "monotone-x",
          }),
          seriesLine(plan.points, {
            x: "days",
            y: "power",
            color: theme.ink,
            width: 2.6,
            curve: "monotone-x",
          }),
          ...(fits
            ? [
                Plot.dot([{}], {
                  x: () => plan.days,
                  y: () => plan.power,
                  r: 6,
                  fill: theme.ink,
                  stroke: theme.paper,
                } as never),
                Plot.text([{}], {
                  ...at(plan.days),
                  y: () => plan.power,
                  dy: 16,
                  text: () => `${whole(Math.ceil(plan.days))} days`,
                  fontWeight: 650,
                  fill: theme.ink,
                  ...halo,
                } as never),
              ]
            : []),
          Plot.text([{}], {
            ...at(28),
            y: () => 0.04,
            text: () => "this test",
            fill: theme.quiet,
            ...halo,
          } as never),
          Plot.text([{}], {
            x: () => LAST,
            y: () => plan.points.at(-1)!.power,
            text: () => (narrow ? "by users" : "users’ payments alike"),
            textAnchor: "end",
            dy: 14,
            fill: theme.ink,
            ...halo,
          } as never),
          Plot.text([{}], {
            x: () => (narrow ? LAST : 28),
            y: () => (narrow ? 0.1 : plan.points.find(({ days }) => days === 28)!.independent),
            text: () => (narrow ? "dashed: if independent" : "if payments were independent"),
            textAnchor: "end",
            dx: narrow ? 0 : -8,
            dy: narrow ? 0 : -8,
            fill: theme.quiet,
            ...halo,
          } as never),
        ],
      },
      summary: sentence(plan),
      table: {
        columns: [
          { key: "days", label: "days" },
          { key: "power", label: "power, users’ payments alike" },
          { key: "independent", label: "power, if payments were independent" },
        ],
        rows: plan.points.map(({ days, power, independent }) => ({
          days,
          power: share(power),
          independent: share(independent),
        })),
      },
    };
  },
};

function sentence({ base, other, perArm, clustered, days, design, power, simulated }: Plan): string {
  const drawn =
    simulated.tests > 0
      ? ` Of ${whole(simulated.tests)} tests drawn at the first size, ${share(simulated.rate)} found it (${range(simulated.low, simulated.high)}).`
      : "";
  return `A fall from ${share(base)} to ${share(other)} is found in ${share(power)} of tests with ${whole(perArm)} independent payments an arm, or ${whole(clustered)} of users whose payments are alike (design effect ${design.toFixed(2)}): ${whole(Math.ceil(days))} days.${drawn}`;
}
