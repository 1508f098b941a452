import { useEffect, useMemo, useRef, useState } from "react";
import { loadPlot } from "../../chapters/shared/plot.ts";
import { typeset } from "../../core/export/typeset.ts";
import { cleaned } from "../../notebook/picture.ts";
import { schedule } from "../../notebook/schedule.ts";
import { useNear, useWidth } from "../../notebook/size.ts";
import { heightOf, optionsOf } from "../../workbench/pictures/draw.ts";
import type { Picture } from "../../workbench/pictures/picture.ts";
import { tableOf } from "../../workbench/pictures/table.ts";
import { summaryOf } from "../../workbench/pictures/words.ts";
import { text } from "./text.ts";

/** A picture beside a finding: a title, the drawing with what it shows in words, and its numbers. It is drawn when it comes near. */
export function FindingPicture({ picture }: { picture: Picture }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const near = useNear(frame);
  const says = useMemo(() => typeset(summaryOf(picture)), [picture]);
  useEffect(() => {
    const element = frame.current;
    if (!element || !near || width < 160) return;
    let gone = false;
    let cancel = () => {};
    void loadPlot().then((plot) => {
      if (gone) return;
      cancel = schedule(element, () => {
        if (!gone) element.replaceChildren(cleaned(plot.plot(optionsOf(plot, picture, width))));
      });
    });
    return () => {
      gone = true;
      cancel();
    };
  }, [picture, near, width]);
  return (
    <figure className="bench-picture">
      <figcaption>{typeset(picture.title)}</figcaption>
      <div
        className="bench-frame"
        ref={frame}
        role="img"
        aria-label={says}
        style={{ height: heightOf(picture, width || 600) }}
      />
      <Numbers picture={picture} />
    </figure>
  );
}

/** The table is made when it is asked for: there may be dozens of pictures, with hundreds of numbers each. */
function Numbers({ picture }: { picture: Picture }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.numbers}</summary>
      {open && <Table picture={picture} />}
    </details>
  );
}

function Table({ picture }: { picture: Picture }) {
  const { columns, rows } = useMemo(() => tableOf(picture), [picture]);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: no fieldset; and no region, since there are many */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
      <div className="scroll" role="group" aria-label={`${text.numbers}: ${picture.title}`} tabIndex={0}>
        <table className="data">
          <thead>
            <tr>
              {columns.map((name, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
                <th key={i} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, r) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
              <tr key={r}>
                {row.map((cell, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other name
                  <td key={i} className={i > 0 || typeof cell === "number" ? "figure" : undefined}>
                    {cell === null ? "–" : typeset(String(cell))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
