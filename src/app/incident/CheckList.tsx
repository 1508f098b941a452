import type { RefObject } from "react";
import { CHECKS, type CheckId, checkOf, GROUPS } from "../../incident/check-list.ts";
import { canCheck, clockAt, minutesOf, mustCommit, type Play } from "../../incident/play.ts";
import { text } from "./text.ts";
import type { Night } from "./useNight.ts";

type Props = {
  play: Play;
  busy: Night["busy"];
  heading: RefObject<HTMLHeadingElement | null>;
  onCheck(id: CheckId): void;
};

/** Everything that can be looked at, with its price. */
export function CheckList({ play, busy, heading, onCheck }: Props) {
  const looking = busy !== null && busy !== "briefing" && busy !== "debrief" ? busy : null;
  const said = looking ? text.looking(checkOf(looking).name) : mustCommit(play) ? text.outOfTime : "";
  return (
    <section aria-labelledby="incident-checks" className="incident-wide">
      <h2 id="incident-checks" ref={heading} tabIndex={-1}>
        {text.checks}
      </h2>
      <p className="quiet">{text.checksHelp}</p>
      {Object.entries(GROUPS).map(([group, name]) => (
        <div key={group} className="incident-group">
          <h3 className="label">{name}</h3>
          <ul>
            {CHECKS.filter((one) => one.group === group).map((one) => (
              <CheckLine key={one.id} id={one.id} play={play} waits={busy !== null} onCheck={onCheck} />
            ))}
          </ul>
        </div>
      ))}
      <p className="label incident-status" role="status">
        {said}
      </p>
    </section>
  );
}

type LineProps = { id: CheckId; play: Play; waits: boolean; onCheck(id: CheckId): void };

function CheckLine({ id, play, waits, onCheck }: LineProps) {
  const { name, asks, minutes } = checkOf(id);
  const at = play.checks.indexOf(id);
  const open = canCheck(play, id);
  const state =
    at >= 0 ? text.doneAt(clockAt(minutesOf(play.checks.slice(0, at + 1)))) : open ? "" : text.tooLong;
  return (
    <li>
      {/* Not `disabled`: who stands on it with the keyboard must not lose the place. */}
      <button
        type="button"
        className="incident-check"
        aria-disabled={!open || waits}
        data-done={at >= 0}
        onClick={() => onCheck(id)}
      >
        <span className="incident-check-name">{name}</span>
        <span className="incident-check-price">{text.minutes(minutes)}</span>
        <span className="incident-check-asks quiet">{state || asks}</span>
      </button>
    </li>
  );
}
