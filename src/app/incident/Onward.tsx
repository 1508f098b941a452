import { PlaceLink } from "../Contents.tsx";
import { NewIncident } from "./NewIncident.tsx";
import { placeOf } from "./SetStrip.tsx";
import { text } from "./text.ts";

/** What one can do after a night. */
export function Onward({ code, set, onAgain }: { code: string; set: readonly string[]; onAgain(): void }) {
  const at = set.indexOf(code);
  const next = at >= 0 ? set[at + 1] : undefined;
  return (
    <div className="incident-onward">
      {next !== undefined ? (
        <PlaceLink to={placeOf(next, set)} className="button strong">
          {text.nextOne}
        </PlaceLink>
      ) : (
        <>
          {at >= 0 && <p className="label">{text.setDone}</p>}
          <NewIncident label={text.newOne} />
        </>
      )}
      <button type="button" className="button" onClick={onAgain}>
        {text.again}
      </button>
    </div>
  );
}
