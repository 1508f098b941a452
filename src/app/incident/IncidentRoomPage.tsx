import { words } from "../../text/words.ts";
import { Foot } from "../Foot.tsx";

export default function IncidentRoomPage({
  code,
  set,
}: {
  code?: string | undefined;
  set?: string | undefined;
}) {
  void [code, set];
  return (
    <article className="page">
      <header className="chapter-head">
        <h1>{words.incidentRoom}</h1>
        <p className="standfirst">{words.incidentRoomLine}</p>
      </header>
      <Foot place={{ kind: "page", id: "incident-room" }} />
    </article>
  );
}
