import type { Figure } from "../contracts.ts";
import { axisX, axisY, directLabel, hatchFill, Plot, ruleAtX } from "../shared/plot.ts";
import type { Result, Unseen, UnseenBin } from "./result.ts";
import { counted, round, share, whole } from "./words.ts";

const heightOf = (width: number) => Math.round(Math.max(280, Math.min(340, width * 0.58)));
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
/** Scores that are named at the foot. */
const NAMED = [0.001, 0.01, 0.1, 0.5, 0.9, 0.99];

export const unseen: Figure<Result> = {
  title: "The frauds of two weeks, by the score that the model gave them",
  needs: ["unseen"],
  height: heightOf,
  draw({ unseen }, width, theme) {
    const narrow = width < 480;
    const { bins, threshold } = unseen;
    const [low, high] = [bins[0]!.low, bins.at(-1)!.high];
    const tallest = Math.max(...bins.map((bin) => bin.approved + bin.explored + bin.blocked));
    const top = Math.max(10, Math.ceil((1.34 * tallest) / 10) * 10);
    const ticks = NAMED.map((p) => Math.log(p / (1 - p))).filter((at) => at > low && at < high);
    const bar = (
      rows: readonly UnseenBin[],
      y1: (bin: UnseenBin) => number,
      y2: (bin: UnseenBin) => number,
      more: object,
    ) => Plot.rect(rows as UnseenBin[], { x1: "low", x2: "high", y1, y2, inset: 0.75, ...more } as never);
    const known = (bin: UnseenBin) => bin.approved + bin.explored;
    const hidden = bins.filter((bin) => bin.blocked > 0);
    return {
      plot: {
        marginLeft: 40,
        marginRight: 10,
        marginTop: 26,
        x: { domain: [low, high] },
        y: { domain: [0, top] },
        marks: [
          axisX({
            label: "score: chance of fraud, as the model sees it",
            ticks,
            format: ((at: number) => `${Number((100 * sigmoid(at)).toPrecision(2))} %`) as never,
          }),
          axisY({ label: "frauds", ticks: 4 }),
          bar(
            bins.filter((bin) => known(bin) > 0),
            () => 0,
            known,
            { fill: theme.alarm },
          ),
          bar(hidden, known, (bin) => known(bin) + bin.blocked, { fill: theme.paper, stroke: theme.alarm }),
          bar(hidden, known, (bin) => known(bin) + bin.blocked, { fill: hatchFill }),
          ruleAtX(threshold, theme.ink),
          directLabel([{ x: threshold, text: "let through" }], {
            x: "x",
            y: () => top,
            text: "text",
            side: "left",
            strong: true,
          }),
          directLabel(
            [
              {
                x: threshold,
                text: narrow ? "labels arrive" : `${counted(unseen.approvedFrauds, "fraud")}: labels arrive`,
              },
            ],
            {
              x: "x",
              y: () => top * 0.92,
              text: "text",
              side: "left",
            },
          ),
          directLabel([{ x: threshold, text: "blocked" }], {
            x: "x",
            y: () => top,
            text: "text",
            strong: true,
          }),
          directLabel(
            [
              {
                x: threshold,
                text:
                  unseen.explored > 0
                    ? `${counted(unseen.exploredFrauds, "fraud")} learned, ${whole(unseen.blockedFrauds)} not`
                    : narrow
                      ? "no label, ever"
                      : `${counted(unseen.blockedFrauds, "fraud")}: no label, ever`,
              },
            ],
            { x: "x", y: () => top * 0.92, text: "text" },
          ),
        ],
      },
      summary: sentence(unseen),
      table: {
        columns: [
          { key: "score", label: "score" },
          { key: "approved", label: "frauds let through" },
          { key: "explored", label: "frauds let through to learn" },
          { key: "blocked", label: "frauds blocked (no label)" },
        ],
        rows: bins.map((bin) => ({
          score: `${share(sigmoid(bin.low))} to ${share(sigmoid(bin.high))}`,
          approved: whole(bin.approved),
          explored: whole(bin.explored),
          blocked: whole(bin.blocked),
        })),
      },
    };
  },
};

function sentence({
  payments,
  blocked,
  explored,
  blockedFrauds,
  exploredFrauds,
  approvedFrauds,
}: Unseen): string {
  const frauds = blockedFrauds + exploredFrauds + approvedFrauds;
  const lost = frauds === 0 ? Number.NaN : blockedFrauds / frauds;
  const base = `Of ${whole(payments)} payments ${whole(blocked)} were blocked, ${whole(blockedFrauds)} of them fraud: ${round(lost)} of all fraud leaves no label`;
  return explored > 0
    ? `${base}; ${counted(explored, "payment")} that would have been blocked went through, and taught that ${whole(exploredFrauds)} of them ${exploredFrauds === 1 ? "was" : "were"} fraud.`
    : `${base}, and it is the fraud that the model knows best.`;
}
