import type { Figure } from "../contracts.ts";
import { axisX, hatchFill, Plot, percentTick, productionDot, trainingDot } from "../shared/plot.ts";
import type { Result, Team } from "./result.ts";
import { round as percent, share } from "./words.ts";

const heightOf = (width: number) => (width < 480 ? 270 : 220);
type Known = Team & { seen: number; truth: number; y: number };
const known = (team: Team): team is Team & { seen: number; truth: number } =>
  team.seen !== null && team.truth !== null;
const points = ({ seen, truth }: { seen: number; truth: number }) =>
  `${Math.round(100 * Math.abs(truth - seen))} points`;

export const teams: Figure<Result> = {
  title: "Three ways to retrain: mean precision, measured and true",
  needs: ["teams"],
  height: heightOf,
  draw({ teams }, width, theme) {
    const narrow = width < 480;
    const lines = teams.map((team, y) => ({ ...team, y }));
    const drawn = lines.filter(known) as Known[];
    const most = Math.max(0.4, ...drawn.flatMap(({ seen, truth }) => [seen, truth]));
    const top = Math.min(1, Math.ceil(most * 10 + 0.5) / 10);
    return {
      plot: {
        marginLeft: narrow ? 12 : 176,
        marginRight: 74,
        marginTop: 34,
        x: { domain: [0, top], clamp: true },
        y: { domain: [-0.6, lines.length - 0.5], reverse: true, axis: null },
        marks: [
          Plot.gridX({ ticks: 5, stroke: theme.rule, strokeOpacity: 1 } as never),
          axisX({ label: "precision, mean over the retrainings", ticks: 5, format: percentTick as never }),
          Plot.rect(drawn, {
            x1: ({ seen, truth }: Known) => Math.min(seen, truth),
            x2: ({ seen, truth }: Known) => Math.max(seen, truth),
            y1: ({ y }: Known) => y - 0.13,
            y2: ({ y }: Known) => y + 0.13,
            fill: hatchFill,
          } as never),
          trainingDot(drawn, { x: "seen", y: "y", r: 6 }),
          productionDot(drawn, { x: "truth", y: "y", r: 6 }),
          Plot.text(lines, {
            y: "y",
            text: "words",
            frameAnchor: "left",
            textAnchor: "start",
            lineWidth: narrow ? 40 : 16,
            lineHeight: 1.3,
            dx: narrow ? 0 : -170,
            dy: narrow ? -18 : 0,
            fill: theme.ink,
            stroke: theme.paper,
            strokeWidth: 4,
          } as never),
          Plot.text(drawn, {
            y: "y",
            text: points as never,
            frameAnchor: "right",
            textAnchor: "start",
            dx: 10,
            fill: theme.ink,
            fontWeight: 650,
          } as never),
          Plot.text(["● measured   ◆ true   hatched: the gap"], {
            frameAnchor: "top-left",
            dy: -24,
            fill: theme.quiet,
          } as never),
        ],
      },
      summary: sentence(teams),
      table: {
        columns: [
          { key: "words", label: "to learn what it cannot see" },
          { key: "seen", label: "measured precision" },
          { key: "truth", label: "true precision" },
          { key: "lowest", label: "lowest true precision" },
          { key: "recall", label: "true recall" },
        ],
        rows: teams.map((team) => ({
          words: team.words,
          seen: team.seen === null ? null : share(team.seen),
          truth: team.truth === null ? null : share(team.truth),
          lowest: team.lowest === null ? null : share(team.lowest),
          recall: team.recall === null ? null : share(team.recall),
        })),
      },
    };
  },
};

function sentence(teams: readonly Team[]): string {
  const drawn = teams.filter(known);
  if (drawn.length === 0) return "With these settings no precision can be measured.";
  const said = drawn.map(
    (team) => `${team.words}, ${percent(team.seen)} measured and ${percent(team.truth)} true`,
  );
  const text = said.join("; ");
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
