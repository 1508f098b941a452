import { useId, useRef, useState } from "react";
import type { TwoClocksCase } from "../core/contracts.ts";
import { words } from "../text/words.ts";
import { ClockFace } from "./ClockFace.tsx";
import { atThisMoment, layoutOf, travelled } from "./clocks.ts";
import { isStale, lookUp, useChapter } from "./context.ts";
import { useLasting } from "./experiments.ts";
import { formatValue, span, timeOfDay } from "./format.ts";
import { useWidth } from "./size.ts";

type TwoClocksProps = { of: string; feature?: string; now?: string; title?: string };

/** One user's day on two clocks. "Now" is dragged through it; what nobody can know yet is hatched. */
export function TwoClocks({
  of,
  feature = "value",
  now: first = "13:05",
  title = "One day on two clocks",
}: TwoClocksProps) {
  const scope = useChapter();
  const day = lookUp(scope, of) as TwoClocksCase | undefined;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const heading = useId();
  const stale = useLasting(isStale(scope, of), 120);
  // Minutes of the day, so that the handle stays where it is when another day comes.
  const [minutes, setMinutes] = useState(() => {
    const [h, m] = first.split(":").map(Number);
    return (h ?? 12) * 60 + (m ?? 0);
  });
  const now = day ? Math.min(day.dayEnd, day.dayStart + minutes * 60_000) : 0;
  const layout = day && width > 0 ? layoutOf(width, day) : null;

  return (
    <figure className="clocks" aria-labelledby={heading} data-stale={stale}>
      <figcaption className="picture-title" id={heading}>
        {title}
      </figcaption>
      <div ref={box} className="clocks-face" data-known={day !== undefined}>
        {day && layout && (
          <ClockFace
            day={day}
            layout={layout}
            now={now}
            onNow={(moment) => setMinutes((moment - day.dayStart) / 60_000)}
            title={title}
          />
        )}
      </div>
      {day && <Rows day={day} now={now} feature={feature} />}
      <p className="picture-says">{day && atThisMoment(day, now)}</p>
    </figure>
  );
}

function Rows({ day, now, feature }: { day: TwoClocksCase; now: number; feature: string }) {
  return (
    <table className="clock-rows">
      <thead>
        <tr>
          <th scope="col">{words.payment}</th>
          <th scope="col" className="amount">
            {words.amount}
          </th>
          <th scope="col" className="of-training">
            <span className="key training">{feature}</span>
            <small>{words.asTrained}</small>
          </th>
          <th scope="col" className="of-production">
            <span className="key production">{feature}</span>
            <small>{words.asServed}</small>
          </th>
        </tr>
      </thead>
      <tbody>
        {day.payments.map((payment) => {
          const { trained, served, eventAt } = payment;
          const ahead = travelled(payment);
          const notYet = trained.knownAt > now;
          const future = eventAt > now;
          return (
            <tr key={payment.id} data-future={future}>
              <th scope="row">
                {timeOfDay(eventAt)}
                {payment.isFraud && <span className="key fraud"> fraud</span>}
              </th>
              <td className="amount">{formatValue(payment.amount, "eur", 2)}</td>
              <td className="of-training" data-ahead={ahead} data-absent={notYet}>
                <span className="cell">
                  {trained.value}
                  {ahead && (
                    <span className="ahead">
                      {" "}
                      <span className="ahead-word">from </span>
                      {span(trained.knownAt - eventAt)} ahead
                    </span>
                  )}
                  {notYet && <span className="spoken-only"> not knowable yet</span>}
                </span>
              </td>
              <td className="of-production" data-absent={future}>
                {future ? (
                  <span className="spoken-only">not yet asked for</span>
                ) : (
                  <span className="cell">{served.value}</span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
