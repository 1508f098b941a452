import type { Figure } from "../contracts.ts";
import { axisX, Plot } from "../shared/plot.ts";
import type { Line, Result } from "./result.ts";
import { FIRST_DAY, isNarrow, LAST_DAY, sidesOf } from "./scale.ts";
import { BAR, HALF, handedOver, key, learned, lived, numbersOf, rolled, tried } from "./version-marks.ts";
import { sentenceOfVersions, tableOfVersions } from "./version-words.ts";
import { dayTick } from "./words.ts";

const MARGIN = { top: 66, bottom: 42 };
const heightOf = (width: number): number => (isNarrow(width) ? 490 : 630);
const laneOf = (width: number, count: number): number =>
  (heightOf(width) - MARGIN.top - MARGIN.bottom) / Math.max(count, 2);

/** Every version: the days it learned from, the day its labels were read, the days on which it decided and how well. */
export const versions: Figure<Result> = {
  title: "The life of every version",
  needs: ["timeLine"],
  height: heightOf,
  draw({ timeLine }, width, theme) {
    const narrow = isNarrow(width);
    const { left, right } = sidesOf(width);
    const { lines, changed, alarms, roll } = timeLine;
    const count = lines.length;
    const lane = lines.map((line, at) => ({ ...line, at }));
    const inside = alarms.filter((at) => at >= 0);
    const half = Math.min(HALF.share, HALF.most / laneOf(width, count));
    return {
      plot: {
        marginLeft: left,
        marginRight: right,
        marginTop: MARGIN.top,
        marginBottom: MARGIN.bottom,
        x: { domain: [FIRST_DAY, LAST_DAY] },
        y: { domain: [Math.max(count, 2), 0], axis: null },
        marks: [
          Plot.rect(changed, { x1: "from", x2: "to", fill: theme.alarm, fillOpacity: 0.06 } as never),
          axisX({
            label: "day of production",
            ticks: narrow ? [-28, 0, 28, 56, 84] : [-42, -28, -14, 0, 14, 28, 42, 56, 70, 84, 98, 112],
            format: dayTick as never,
          }),
          Plot.ruleX([0], { stroke: theme.rule } as never),
          Plot.ruleY(lane.map(({ at }) => at + 1).slice(0, -1), {
            stroke: theme.rule,
            strokeOpacity: 0.7,
          } as never),
          ...changed.slice(0, 1).map((one) =>
            Plot.text([one], {
              x: "from",
              frameAnchor: "top",
              textAnchor: "start",
              dy: -32,
              dx: 1,
              text: () => (narrow ? "new ways" : "new ways of theft"),
              fill: theme.alarm,
              fontWeight: 600,
            } as never),
          ),
          ...learned(lane, timeLine, half, theme),
          ...tried(lane, timeLine, narrow, theme),
          ...lived(lane, theme),
          ...handedOver(lane, theme),
          Plot.dot(inside, {
            x: (at: number) => at,
            frameAnchor: "top",
            dy: -10,
            symbol: "triangle",
            rotate: 180,
            r: narrow ? 3.5 : 4.5,
            fill: theme.alarm,
          } as never),
          ...inside.slice(0, 1).map((at) =>
            Plot.text([at], {
              x: (day: number) => day,
              frameAnchor: "top",
              textAnchor: "end",
              dx: -8,
              dy: -10,
              text: () => (inside.length > 1 ? `${inside.length} alarms` : "alarm"),
              fill: theme.alarm,
            } as never),
          ),
          ...(roll?.reached ? rolled(roll, narrow, theme) : []),
          Plot.text(lane, {
            y: (line: { at: number }) => line.at + BAR,
            frameAnchor: "left",
            textAnchor: "end",
            dx: narrow ? -4 : -10,
            text: (line: Line) => (narrow ? line.name.replace("version ", "") : line.name),
            fill: theme.ink,
            fontWeight: (line: Line) => (line.served.length > 0 ? 650 : 400),
          } as never),
          ...(narrow ? [] : numbersOf(lane, theme)),
          ...key(lane, timeLine, half, narrow, theme),
        ],
      },
      summary: sentenceOfVersions(timeLine),
      table: tableOfVersions(timeLine),
    };
  },
};
