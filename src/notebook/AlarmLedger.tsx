import type { Judged } from "../chapters/watching/lines.ts";
import type { OnPageParts, Together } from "../chapters/watching/on-page.ts";
import { SIGNALS } from "../chapters/watching/signals.ts";
import { useNotebook } from "../state/store.ts";
import { useChapter } from "./context.ts";
import { short } from "./format.ts";
import { NumberBox } from "./NumberBox.tsx";
import type { NumberSpec } from "./slide.ts";

type LedgerProps = Pick<OnPageParts, "fromHistory"> & {
  judged: readonly Judged[];
  together: Together;
  today: number;
  /** The days from which a line may be taken. */
  history: number;
};

/** Every alarm with its line as a number, and what the line brings: alarms for nothing, days until it rings, days that it misses. */
export function AlarmLedger({ judged, together, today, history, fromHistory }: LedgerProps) {
  const { chapter, setParam, live } = useChapter();
  const locked = useNotebook((state) => state.settings[chapter.id]?.locked);
  const isLocked = (line: string) => live.fixed || (locked?.includes(line) ?? false);
  const takeLines = () => {
    for (const signal of SIGNALS) {
      const line = fromHistory[signal.id];
      if (line !== null && line !== undefined && signal.id !== "estimate" && !isLocked(signal.line))
        setParam(signal.line, line);
    }
  };
  return (
    <div className="ledger">
      <table className="data">
        <thead>
          <tr>
            <th scope="col">alarm</th>
            <th scope="col">line</th>
            <th scope="col" className="figure">
              for nothing <span className="quiet">days of 28</span>
            </th>
            <th scope="col" className="figure">
              delay <span className="quiet">days</span>
            </th>
            <th scope="col" className="figure">
              missed <span className="quiet">days of {together.failing}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {judged.map((one) => {
            const signal = SIGNALS.find(({ id }) => id === one.id)!;
            const spec = chapter.params[signal.line] as NumberSpec;
            const rings = one.days[today] === true;
            return (
              <tr key={one.id} data-ringing={rings}>
                <th scope="row">
                  {one.name}
                  {rings && <span className="ledger-rings"> ▲ rings</span>}
                </th>
                <td className="ledger-line">
                  {one.id === "estimate" ? (
                    <span className="quiet">as recall</span>
                  ) : (
                    <>
                      <span className="quiet" aria-hidden="true">
                        {signal.rings === "below" ? "<" : ">"}{" "}
                      </span>
                      <NumberBox name={signal.line} spec={spec} locked={isLocked(signal.line)} />
                    </>
                  )}
                </td>
                <td className="figure">{short(one.falseDays, 1)}</td>
                <td className="figure">{one.delay === null ? "never" : one.delay}</td>
                <td className="figure">{one.missed}</td>
              </tr>
            );
          })}
          <tr className="ledger-all">
            <th scope="row">What wakes somebody</th>
            <td />
            <td className="figure">{short(together.falseDays, 1)}</td>
            <td className="figure">{together.delay < 0 ? "never" : together.delay}</td>
            <td className="figure">{together.missed}</td>
          </tr>
        </tbody>
      </table>
      <button type="button" className="button" disabled={live.fixed} onClick={takeLines}>
        Take every line from days 0 to {history - 1}
      </button>
    </div>
  );
}
