import { useRef } from "react";
import { useWidth } from "../notebook/size.ts";
import { unspoken } from "../notebook/spoken.ts";

/** The one idea as a drawing: what is known late is read by what happened early. Drawn to fit, never scaled into small type. */
export function TitlePicture() {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box) || 752;
  const left = 4;
  const right = width - 4;
  const at = (share: number) => left + (right - left) * share;
  const happened = 62;
  const known = 148;
  const payments = [0.16, 0.34, 0.52];
  const batch = 0.97;
  const narrow = width < 480;
  return (
    <div ref={box}>
      <svg
        className="plot face"
        viewBox={`0 0 ${width} 204`}
        width={width}
        height={204}
        role="img"
        aria-label="Two lines of time. On the upper one three payments happen. On the lower one a number becomes known at midnight. Arcs lead from it back to each payment: the training rows hold a number that did not exist when the payments were made."
      >
        <g {...unspoken}>
          <text x={left} y={24} className="axis-name">
            happened
          </text>
          <text x={left} y={known + 40} className="axis-name">
            known
          </text>
          <rect className="unknown" x={left} y={known - 13} width={at(batch) - left} height={26} />
          <line className="axis" x1={left} x2={right} y1={happened} y2={happened} />
          <line className="axis" x1={left} x2={right} y1={known} y2={known} />
          {payments.map((share, i) => {
            const x = at(share);
            const from = at(batch);
            const reach = from - x;
            const fraud = i === 2;
            return (
              <g key={share} className={fraud ? "fact fraud" : "fact payment"}>
                <g className="arc">
                  <path
                    d={`M${from},${known - 9}C${from - reach * 0.06},${happened + 26} ${x + reach * 0.3},${happened + 46} ${x + 3},${happened + 10}`}
                  />
                  <polygon
                    points="0,0 -8,-4 -8,4"
                    transform={`translate(${x + 3},${happened + 10}) rotate(${(Math.atan2(-36, 3 - reach * 0.3) * 180) / Math.PI})`}
                  />
                </g>
                {fraud ? (
                  <rect x={x - 5} y={happened - 5} width="10" height="10" />
                ) : (
                  <circle cx={x} cy={happened} r="5.5" />
                )}
                <text x={x} y={happened - 16} textAnchor="middle">
                  {["09:10", "11:45", "14:20"][i]}
                </text>
              </g>
            );
          })}
          <g className="fact batch">
            <rect x={at(batch) - 5} y={known - 5} width="10" height="10" />
            <text x={right} y={known + 40} textAnchor="end">
              {narrow
                ? "23:59 the number is written"
                : "23:59 the number is written, and joined to the whole day"}
            </text>
          </g>
        </g>
      </svg>
    </div>
  );
}
