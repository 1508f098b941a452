import { useEffect, useRef, useState } from "react";
import type { CheckId } from "../../incident/check-list.ts";
import { dateOf } from "../../incident/moments.ts";
import { afterCheck, afterCommitment, clockAt, minutesLeft, minutesOf } from "../../incident/play.ts";
import { words } from "../../text/words.ts";
import { CheckList } from "./CheckList.tsx";
import { CommitForm } from "./CommitForm.tsx";
import { Dashboard } from "./Dashboard.tsx";
import { DebriefView } from "./DebriefView.tsx";
import { keepPlay, usePlay } from "./kept.ts";
import { NightLog } from "./NightLog.tsx";
import { difficultyWords, text } from "./text.ts";
import { useNight } from "./useNight.ts";

type Props = { code: string; set: readonly string[]; onAgain(): void };

/** One night, from the alert to the debrief. */
export function Room({ code, set, onAgain }: Props) {
  const play = usePlay(code);
  const night = useNight(code, play);
  const { briefing, readings, debrief, busy, problem, progress } = night;
  const minutes = minutesOf(play.checks);
  const entry = useRef<HTMLElement>(null);
  const list = useRef<HTMLHeadingElement>(null);
  const end = useRef<HTMLHeadingElement>(null);
  // What was just asked for takes the focus when it is there: who listens, and who is on a phone, is led to it.
  const [asked, setAsked] = useState<CheckId | "debrief" | null>(null);
  const arrived = asked === "debrief" ? debrief !== null : asked !== null && readings[asked] !== undefined;
  useEffect(() => {
    if (!arrived) return;
    (asked === "debrief" ? end : entry).current?.focus();
    setAsked(null);
  }, [arrived, asked]);

  const check = (id: CheckId) => {
    const next = afterCheck(play, id);
    if (next === play || busy !== null) return;
    setAsked(id);
    keepPlay(code, next);
  };

  return (
    <>
      <div className="incident-clock">
        <p className="incident-time">
          <span className="spoken-only">It is </span>
          {clockAt(minutes)}
        </p>
        <p className="label quiet">
          {briefing ? `${dateOf(briefing.at)} · ` : ""}
          {play.commitment === null ? text.left(minutesLeft(play)) : "committed"}
        </p>
        <p className="label quiet incident-code">
          {code}
          {briefing ? ` · ${difficultyWords[briefing.difficulty]}` : ""}
        </p>
      </div>
      <div className="prose incident-room">
        <h1 className="spoken-only">
          {words.incidentRoom}, {code}
        </h1>
        {problem && (
          <p className="incident-problem" role="alert">
            {problem}{" "}
            <button type="button" className="plain" onClick={night.retry}>
              {words.tryAgain}
            </button>
          </p>
        )}
        {briefing === null ? (
          !problem && <div className="waiting" aria-busy="true" />
        ) : (
          <>
            <Dashboard briefing={briefing} />
            {play.commitment === null && <CheckList play={play} busy={busy} heading={list} onCheck={check} />}
            <NightLog
              play={play}
              readings={readings}
              briefing={briefing}
              newest={entry}
              onBack={() => list.current?.focus()}
            />
            {play.commitment === null ? (
              <CommitForm
                briefing={briefing}
                busy={busy !== null}
                onCommit={(commitment) => {
                  setAsked("debrief");
                  keepPlay(code, afterCommitment(play, commitment));
                }}
              />
            ) : debrief === null ? (
              <p className="label" role="status">
                {text.debriefing} <progress max={1} value={progress} />
              </p>
            ) : (
              <DebriefView
                code={code}
                set={set}
                briefing={briefing}
                play={play}
                debrief={debrief}
                heading={end}
                onAgain={onAgain}
              />
            )}
          </>
        )}
      </div>
    </>
  );
}
