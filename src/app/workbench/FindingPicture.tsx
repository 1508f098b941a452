import type { Picture } from "../../workbench/picture.ts";
import {
  type Drawing,
  drawingsOf,
  HEIGHT,
  rangeOf,
  rateText,
  shown,
  WIDTH,
} from "../../workbench/picture-shapes.ts";
import { text } from "./text.ts";

/** A small picture beside a finding. Its sentence stands next to it; the picture says in words what it draws. */
export function FindingPicture({ picture }: { picture: Picture }) {
  const drawings = drawingsOf(picture);
  if (picture.kind === "rates")
    return (
      <figure className="bench-picture bench-rates label">
        {picture.items.map((item, i) => (
          <div key={item.label} className="bench-rate">
            <span>{item.label}</span>
            <span>{rateText(picture.what, item.rate)}</span>
            <svg
              viewBox={`0 0 ${WIDTH} ${drawings[i]!.height}`}
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              <Shapes drawing={drawings[i]!} />
            </svg>
          </div>
        ))}
        <figcaption className="quiet">
          <span>{picture.what}, with 95 % intervals</span>
        </figcaption>
      </figure>
    );
  const [drawing] = drawings as [Drawing];
  return (
    <figure className="bench-picture">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={drawing.says}>
        <Shapes drawing={drawing} />
      </svg>
      {picture.kind === "two-shares" ? (
        <figcaption className="label">
          <span className="quiet">{picture.labels[0]}</span>
          <span>
            <span className="key training">{text.older}</span>{" "}
            <span className="key production">{text.newer}</span>
          </span>
          <span className="quiet">{picture.labels.at(-1)}</span>
        </figcaption>
      ) : (
        <figcaption className="label quiet">
          <span className="bench-end">{text.firstRows}</span>
          <span className="bench-end">{text.lastRows}</span>
          <span className="bench-what">
            {picture.column}: {picture.what},{" "}
            {rangeOf(picture)
              .map((value) => shown(picture, value))
              .join(" to ")}
          </span>
        </figcaption>
      )}
    </figure>
  );
}

function Shapes({ drawing }: { drawing: Drawing }) {
  return drawing.shapes.map((shape, i) => {
    const key = `${shape.part} ${i}`;
    if (shape.kind === "path") return <path key={key} className={shape.part} d={shape.d} />;
    const { x, y, width, height } = shape;
    return <rect key={key} className={shape.part} x={x} y={y} width={width} height={height} />;
  });
}
