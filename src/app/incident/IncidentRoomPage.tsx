import "./incident.css";
import { useEffect, useMemo, useState } from "react";
import { readCode } from "../../incident/codes.ts";
import { readSet } from "../../incident/sets.ts";
import { words } from "../../text/words.ts";
import { Foot } from "../Foot.tsx";
import { Foyer } from "./Foyer.tsx";
import { keepPlay } from "./kept.ts";
import { Room } from "./Room.tsx";
import { SetStrip } from "./SetStrip.tsx";
import { text } from "./text.ts";

type Props = { code?: string | undefined; set?: string | undefined };

/** The incident of the code in the address; without one the way to it. */
export default function IncidentRoomPage({ code, set }: Props) {
  const read = useMemo(() => (code === undefined ? null : readCode(code)), [code]);
  const codes = useMemo(() => (set === undefined ? null : readSet(set)), [set]);
  const found = read !== null && "code" in read ? read.code : null;
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (found !== null) document.title = `${found} · ${words.incidentRoom} · ${words.name}`;
  }, [found]);
  return (
    <article className="page incident">
      {found === null ? (
        <header className="chapter-head">
          <h1>{words.incidentRoom}</h1>
          <p className="standfirst">{words.incidentRoomLine}</p>
        </header>
      ) : null}
      {codes !== null && <SetStrip set={codes} current={found} />}
      {found !== null ? (
        <Room
          key={`${found} ${round}`}
          code={found}
          set={codes?.codes ?? []}
          onAgain={() => {
            keepPlay(found, null);
            setRound(round + 1);
            window.scrollTo(0, 0);
          }}
        />
      ) : (
        <div className="prose">
          {read !== null && "problem" in read && (
            <p className="incident-problem" role="alert">
              {text.wrongCode}. {read.problem}
            </p>
          )}
          <Foyer />
        </div>
      )}
      <Foot place={{ kind: "page", id: "incident-room" }} />
    </article>
  );
}
