import { writeSet } from "../../incident/sets.ts";
import type { Place } from "../../state/link.ts";
import { usePreferences } from "../../state/preferences.ts";
import { PlaceLink } from "../Contents.tsx";
import { outcomesOf } from "./kept.ts";

/** The place of an incident, within a set where there is one. */
export function placeOf(code: string, set: readonly string[] = []): Place {
  return {
    kind: "page",
    id: "incident-room",
    item: code,
    ...(set.length > 0 ? { fields: { set: writeSet(set) } } : {}),
  };
}

type Props = { set: { codes: readonly string[]; problems: readonly string[] }; current: string | null };

/** The incidents of a set, those that are done marked, and the one that is open. */
export function SetStrip({ set: { codes, problems }, current }: Props) {
  const predictions = usePreferences((choices) => choices.predictions);
  const done = new Map(outcomesOf(predictions, codes).map((one) => [one.code, one]));
  return (
    <nav className="incident-set label" aria-label="The incidents of this set">
      {problems.map((problem) => (
        <p key={problem} role="alert">
          {problem}
        </p>
      ))}
      <p className="quiet">
        A set of {codes.length}: {done.size} done.
      </p>
      <ol>
        {codes.map((code, i) => {
          const outcome = done.get(code);
          return (
            <li key={code}>
              <PlaceLink to={placeOf(code, codes)} current={code === current}>
                {i + 1}. {code}
                {outcome && (
                  <span className="quiet">
                    {" "}
                    <span aria-hidden="true">✓</span>
                    <span className="spoken-only">done:</span> {outcome.score}
                  </span>
                )}
              </PlaceLink>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
