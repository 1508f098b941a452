import type { Picture } from "../../workbench/picture.ts";
import { text } from "./text.ts";

const WIDTH = 320;
const HEIGHT = 84;

/** A small picture beside a finding. Its sentence stands next to it; the picture says in words what it draws. */
export function FindingPicture({ picture }: { picture: Picture }) {
  if (picture.kind === "rates") return <Rates picture={picture} />;
  return picture.kind === "two-shares" ? <TwoShares picture={picture} /> : <OverTime picture={picture} />;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** Rates as bars with their interval as a whisker; the numbers stand beside them. */
function Rates({ picture }: { picture: Extract<Picture, { kind: "rates" }> }) {
  const most = Math.max(...picture.items.map((item) => item.high), 1e-9);
  const x = (share: number) => (share / most) * WIDTH;
  return (
    <figure className="bench-picture bench-rates label">
      {picture.items.map((item) => (
        <div key={item.label} className="bench-rate">
          <span>{item.label}</span>
          <span>{percent(item.rate)}</span>
          <svg viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" aria-hidden="true">
            <rect className="rate-bar" x={0} y={1} width={x(item.rate)} height={10} />
            <path
              className="line"
              d={`M${x(item.low)},6H${x(item.high)}M${x(item.low)},2V10M${x(item.high)},2V10`}
            />
          </svg>
        </div>
      ))}
      <figcaption className="quiet">
        <span>{picture.what}, with 95 % intervals</span>
      </figcaption>
    </figure>
  );
}

function TwoShares({ picture }: { picture: Extract<Picture, { kind: "two-shares" }> }) {
  const { labels, reference, current, column } = picture;
  const most = Math.max(...reference, ...current, 1e-9);
  const step = WIDTH / labels.length;
  const bar = Math.max(step * 0.36, 1);
  const height = (share: number) => (share / most) * (HEIGHT - 2);
  return (
    <figure className="bench-picture">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Shares of the rows by ${column}, older beside newer, from ${labels[0]} to ${labels.at(-1)}`}
      >
        {labels.map((label, i) => (
          <g key={label}>
            <rect
              className="older"
              x={i * step + step * 0.1}
              width={bar}
              y={HEIGHT - height(reference[i]!)}
              height={height(reference[i]!)}
            />
            <rect
              className="newer"
              x={i * step + step * 0.52}
              width={bar}
              y={HEIGHT - height(current[i]!)}
              height={height(current[i]!)}
            />
          </g>
        ))}
      </svg>
      <figcaption className="label">
        <span className="quiet">{labels[0]}</span>
        <span>
          <span className="key training">{text.older}</span>{" "}
          <span className="key production">{text.newer}</span>
        </span>
        <span className="quiet">{labels.at(-1)}</span>
      </figcaption>
    </figure>
  );
}

function OverTime({ picture }: { picture: Extract<Picture, { kind: "over-time" }> }) {
  const { values, marked, column, what } = picture;
  const there = values.filter((value): value is number => value !== null);
  const low = Math.min(...there, 0);
  const high = Math.max(...there, low + 1e-9);
  const show = (value: number) => (what === "mean" ? String(Number(value.toPrecision(3))) : percent(value));
  const step = WIDTH / values.length;
  const y = (value: number) => HEIGHT - 2 - ((value - low) / (high - low)) * (HEIGHT - 4);
  const line = values
    .map((value, i) =>
      value === null
        ? ""
        : `${i === 0 || values[i - 1] === null ? "M" : "L"}${((i + 0.5) * step).toFixed(1)},${y(value).toFixed(1)}`,
    )
    .join("");
  const first = marked.indexOf(true);
  const last = marked.lastIndexOf(true);
  return (
    <figure className="bench-picture">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${column}, ${what}, in the order of time: from ${show(low)} to ${show(high)}`}
      >
        {first >= 0 && (
          <rect className="marked" x={first * step} width={(last - first + 1) * step} y={0} height={HEIGHT} />
        )}
        <path className="line" d={line} />
      </svg>
      <figcaption className="label quiet">
        <span className="bench-end">first rows</span>
        <span>
          {column}: {what}, {show(low)} to {show(high)}
        </span>
        <span className="bench-end">last rows</span>
      </figcaption>
    </figure>
  );
}
