import { MERCHANT_CATEGORIES } from "../../core/world/types.ts";
import type { Figure, Theme } from "../contracts.ts";
import { axisX, axisY, directLabel, hatchFill, type Markish, Plot } from "../shared/plot.ts";
import { diagonal, GAP, type Placed, type Plane, placed, planeOf, radiusOf } from "./plane.ts";
import type { Parity, Result } from "./result.ts";
import { causeWords, inWords, share, whole } from "./words.ts";

export const parity: Figure<Result> = {
  title: "Row by row: the same payments through both pipelines",
  needs: ["parity"],
  height: (width) => Math.round(Math.max(330, Math.min(470, width * 0.72))),
  draw({ parity }, width, theme) {
    const narrow = width < 480;
    const plane = planeOf(parity.mismatch, narrow);
    const marks = placed(parity, plane);
    const low = plane.gaps ? GAP.from - 0.02 : -0.02;
    const most = Math.max(1, ...marks.map(({ rows }) => rows));
    const radius = ({ rows }: Placed) =>
      plane.slots === 0 ? 3 : radiusOf(rows, most, ((narrow ? 0.3 : 0.36) * 300) / Math.max(plane.slots, 8));
    const sized = marks.map((mark) => ({ ...mark, r: radius(mark) }));
    const [equal, other] = [sized.filter((one) => one.equal), sized.filter((one) => !one.equal)];
    const format = ({ ticks, place }: Plane["x"]) =>
      ((at: number) => ticks.find((tick) => Math.abs(place(tick.at) - at) < 1e-9)?.text ?? "") as never;
    const codes = parity.mismatch === "codes";
    return {
      plot: {
        marginLeft: codes && !narrow ? 84 : 50,
        marginRight: 16,
        marginTop: 30,
        marginBottom: 46,
        x: { domain: [low, 1.03] },
        y: { domain: [low, 1.05] },
        marks: [
          ...(plane.gaps ? gapMarks(low) : []),
          axisX({
            label: plane.x.label,
            ticks: plane.x.ticks.map(({ at }) => plane.x.place(at)),
            format: format(plane.x),
          }),
          axisY({
            label: plane.y.label,
            ticks: plane.y.ticks.map(({ at }) => plane.y.place(at)),
            format: format(plane.y),
          }),
          Plot.line(diagonal(plane), {
            x: "px",
            y: "py",
            stroke: theme.quiet,
            strokeDasharray: "4,3",
          } as never),
          Plot.dot(equal, {
            x: "px",
            y: "py",
            r: "r",
            fill: theme.paper,
            stroke: theme.quiet,
            strokeWidth: 1.2,
          } as never),
          ...causeLine(parity, plane, theme),
          Plot.dot(other, {
            x: "px",
            y: "py",
            r: "r",
            symbol: "square",
            rotate: 45,
            fill: theme.production,
            fillOpacity: plane.slots > 0 ? 0.9 : 0.75,
            stroke: theme.paper,
            strokeWidth: 0.7,
          } as never),
          directLabel([diagonal(plane).at(-1)!], {
            x: "px",
            y: "py",
            text: () => "equal",
            side: plane.slots > 0 ? "above" : "left",
            color: theme.quiet,
            gap: plane.slots > 0 ? 12 : 8,
          }),
          ...causeLabel(parity, plane, other),
        ],
        r: { type: "identity" },
      },
      summary: sentence(parity),
      table: tableOf(parity),
    };
  },
};

/** The strips in which a side has no value. */
function gapMarks(low: number): Markish[] {
  return [
    Plot.rect(
      [
        { x1: low, x2: GAP.to + 0.02, y1: low, y2: 1.05 },
        { x1: GAP.to + 0.02, x2: 1.03, y1: low, y2: GAP.to + 0.02 },
      ],
      {
        x1: "x1",
        x2: "x2",
        y1: "y1",
        y2: "y2",
        fill: hatchFill,
        fillOpacity: 0.55,
      } as never,
    ),
    directLabel([{ x: (low + GAP.to + 0.02) / 2, y: 1.02 }], {
      x: "x",
      y: "y",
      text: () => "missing",
      side: "centre",
    }),
  ];
}

/** A factor or a scale as the line on which the rows lie. */
function causeLine({ cause, causeValue, points }: Parity, { x, y }: Plane, theme: Theme): Markish[] {
  const line = lineOf(cause, causeValue);
  if (line === null) return [];
  const values = points.flatMap(({ x: value }) => (value === null ? [] : [value])).sort((a, b) => a - b);
  const ends = Array.from({ length: 25 }, (_, i) => values[Math.floor((i * (values.length - 1)) / 24)] ?? 0);
  return [
    Plot.line(
      ends.map((value) => ({ px: x.place(value), py: y.place(line(value)) })),
      {
        x: "px",
        y: "py",
        stroke: theme.production,
        strokeOpacity: 0.35,
        strokeWidth: 9,
        strokeLinecap: "round",
      } as never,
    ),
  ];
}

function lineOf(cause: string, value: number | string): ((x: number) => number) | null {
  if (cause === "constant-factor") return (x) => x * Number(value);
  if (cause === "constant-offset") return (x) => x + Number(value);
  if (cause !== "another-scale") return null;
  const [slope, sign, offset] = String(value).replace(" × before", "").split(" ");
  return (x) => x * Number(slope) + (sign === "−" ? -1 : 1) * Number(offset);
}

/** The cause, written where it shows. */
function causeLabel({ cause, causeValue }: Parity, plane: Plane, other: readonly Placed[]): Markish[] {
  if (other.length === 0) return [];
  const text =
    cause === "constant-factor"
      ? `× ${Number(Number(causeValue).toPrecision(4))}`
      : cause === "another-scale"
        ? String(causeValue).replace("before", "value")
        : cause === "shifted-hours"
          ? `${String(causeValue).replace("-", "−")} h`
          : cause === "missing-rule"
            ? "missing becomes 0"
            : cause === "stale-by-one"
              ? "one payment old"
              : null;
  if (text === null) return [];
  if (cause === "missing-rule")
    return [
      directLabel([{ x: GAP.to + 0.03, y: 0.085 }], {
        x: "x",
        y: "y",
        text: () => text,
        strong: true,
        gap: 2,
      }),
    ];
  if (cause === "stale-by-one" || cause === "shifted-hours") {
    const above = cause === "stale-by-one" ? { x: 0.72, y: 0.2 } : { x: 0.66, y: 0.34 };
    return [directLabel([above], { x: "x", y: "y", text: () => text, strong: true, side: "centre" })];
  }
  // In the middle of the height, where a steep line leaves room beside it.
  const seen = other.filter(({ x, y }) => x !== null && y !== null);
  const heights = seen.map(({ py }) => py);
  const middle = (Math.min(...heights) + Math.max(...heights)) / 2;
  const at = seen.reduce(
    (a, b) => (Math.abs(b.py - middle) < Math.abs(a.py - middle) ? b : a),
    seen[0] ?? other[0]!,
  );
  return [
    directLabel([at], {
      x: "px",
      y: "py",
      text: () => text,
      side: "left",
      strong: true,
      gap: plane.gaps ? 14 : 18,
    }),
  ];
}

function sentence({ pairs, different, feature, cause, causeValue, causeShare }: Parity): string {
  const name = inWords(feature);
  if (different === 0)
    return `All ${whole(pairs)} payments have the same ${name} in both pipelines: every mark lies on the dashed line.`;
  const what = `Another ${name} than the training code computes is served for ${share(different / pairs)} of ${whole(pairs)} payments`;
  if (cause === "values-differ") return `${what}, and no simple cause explains it.`;
  if (cause === "few-differ") return `${what}, too few to ring.`;
  return `${what}; ${share(causeShare)} of that is ${causeWords(cause, causeValue)}.`;
}

function tableOf({ mismatch, cells, points }: Parity) {
  const columns = [
    { key: "x", label: "by the training code" },
    { key: "y", label: "as served" },
  ];
  if (cells.length > 0) {
    const name = (value: number) => (mismatch === "codes" ? (MERCHANT_CATEGORIES[value] ?? "?") : value);
    return {
      columns: [...columns, { key: "rows", label: "payments" }],
      rows: [...cells]
        .sort((a, b) => Number(a.x === a.y) - Number(b.x === b.y) || b.rows - a.rows)
        .slice(0, 60)
        .map(({ x, y, rows }) => ({ x: name(x), y: name(y), rows })),
    };
  }
  const shown = [...points].sort((a, b) => Number(a.equal) - Number(b.equal)).slice(0, 40);
  const text = (value: number | null) => (value === null ? null : Number(value.toPrecision(5)));
  return { columns, rows: shown.map(({ x, y }) => ({ x: text(x), y: text(y) })) };
}
