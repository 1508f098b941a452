import { useRef } from "react";
import type { Alarm, Finding } from "../core/contracts.ts";
import { typeset } from "../core/export/typeset.ts";
import { addressOf } from "../state/store.ts";
import { words } from "../text/words.ts";
import { isStale, lookUp, useChapter } from "./context.ts";
import { useLasting } from "./experiments.ts";
import { fixed, pValue } from "./format.ts";
import { useKeptFocus } from "./kept-focus.ts";
import { usePrinting } from "./printing.ts";

/** As many silent alarms stand open in the table; more of them fold, with their names and their count. */
const openSilent = 3;

/** The alarm panel: this world beside its healthy twin. What rings comes first, in the chapter's order. */
export function Alarms({ only }: { only?: string }) {
  const scope = useChapter();
  const stale = useLasting(isStale(scope, "alarms"), 120);
  const printing = usePrinting();
  const list = useRef<HTMLDivElement>(null);
  const keptFocus = useKeptFocus(list, toItsLine);
  const all = (lookUp(scope, "alarms") ?? []) as readonly Alarm[];
  const wanted = only?.trim().split(/\s+/);
  const alarms = wanted ? all.filter((alarm) => wanted.includes(alarm.detector)) : all;
  const many = new Map<string, number>();
  for (const { detector } of alarms) many.set(detector, (many.get(detector) ?? 0) + 1);
  const ringing = alarms.filter((alarm) => alarm.broken.verdict === "rings");
  const unfounded = ringing.filter((alarm) => alarm.healthy.verdict === "rings").length;
  const others = alarms.filter((alarm) => alarm.broken.verdict !== "rings");
  const silent = others.filter(isSilent);
  const folded = silent.length > openSilent ? silent : [];
  const shown = [...ringing, ...others.filter((alarm) => !folded.includes(alarm))];

  return (
    <div className="alarms" data-stale={stale} ref={list} {...keptFocus}>
      <p className="alarms-says">
        <strong>
          {ringing.length} of {alarms.length} ring.
        </strong>{" "}
        {unfounded > 0 &&
          `${unfounded} of them ring${unfounded === 1 ? "s" : ""} on the healthy twin as well, where nothing is wrong.`}
      </p>
      {shown.length > 0 && <Lines alarms={shown} many={many} />}
      {folded.length > 0 && (
        <details className="alarms-folded" open={printing || undefined}>
          <summary>
            <span className="verdict silent">
              <span aria-hidden="true">○</span> {folded.length} {words.stayedSilent}
            </span>
            : {[...new Set(folded.map((alarm) => alarm.words.name))].join(", ")}
          </summary>
          <Lines alarms={folded} many={many} />
        </details>
      )}
    </div>
  );
}

const isSilent = ({ broken, healthy }: Alarm) => broken.verdict === "silent" && healthy.verdict === "silent";

/** The name of an alarm's line among the others. */
const lineOf = ({ detector, columns }: Alarm) => `${detector} ${columns.join(" ")}`;

/** To the same thing in the alarm's line, where that stands now; where it has gone into a closed fold, to the fold's own summary. */
function toItsLine(list: HTMLElement, gone: Element) {
  const name = gone.closest("[data-line]")?.getAttribute("data-line") ?? "";
  const line = list.querySelector(`[data-line="${CSS.escape(name)}"]`);
  const fold = line?.closest("details:not([open])");
  const place = fold ? "summary" : gone.tagName;
  (fold ?? line ?? list).querySelector<HTMLElement>(place)?.focus();
}

function Lines({ alarms, many }: { alarms: readonly Alarm[]; many: ReadonlyMap<string, number> }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.alarm}</th>
          <th scope="col">{words.thisWorld}</th>
          <th scope="col">{words.healthyTwin}</th>
          <th scope="col">{words.whatItSaw}</th>
        </tr>
      </thead>
      <tbody>
        {alarms.map((alarm) => (
          <Line key={lineOf(alarm)} alarm={alarm} named={(many.get(alarm.detector) ?? 0) > 1} />
        ))}
      </tbody>
    </table>
  );
}

type LineProps = { alarm: Alarm; named: boolean };

function Line({ alarm, named }: LineProps) {
  const { broken, healthy, columns, words: own } = alarm;
  const unfounded = broken.verdict === "rings" && healthy.verdict === "rings";
  return (
    <tr data-line={lineOf(alarm)}>
      <th scope="row">
        <a className="alarm-name" href={addressOf({ kind: "page", id: "detectors", item: alarm.detector })}>
          {own.name}
        </a>
        {named && <span className="alarm-columns">{columns.join(", ")}</span>}
        <details className="alarm-about">
          <summary aria-label={`${words.inBrief}: ${own.name}`}>{words.inBrief}</summary>
          <p>{own.summary}</p>
          {!named && columns.length > 0 && columns.length < 4 && <p>It reads {columns.join(", ")}.</p>}
          <p className="quiet">{own.source}</p>
        </details>
      </th>
      <td data-label={words.thisWorld}>
        <VerdictMark finding={broken} />
      </td>
      <td data-label={words.healthyTwin}>
        <VerdictMark finding={healthy} />
      </td>
      <td className="alarm-saw">
        {typeset(own.saw)}
        {unfounded && <strong className="false-alarm">{words.falseAlarm}</strong>}
        <Numbers finding={broken} said={own.saw} />
      </td>
    </tr>
  );
}

/** ▲ rings, ○ silent, ? cannot tell: shape and word say what the colour says. */
export function VerdictMark({ finding }: { finding: Finding }) {
  const sign = { rings: "▲", silent: "○", "cannot-tell": "?" }[finding.verdict];
  return (
    <span className={`verdict ${finding.verdict}`}>
      <span aria-hidden="true">{sign}</span> {words.verdicts[finding.verdict]}
    </span>
  );
}

/** The numbers behind the verdict; a p-value only where the sentence has not given it. */
function Numbers({ finding, said }: { finding: Finding; said: string }) {
  if (finding.verdict === "cannot-tell" || !Number.isFinite(finding.statistic)) return null;
  const places = Math.abs(finding.statistic) < 0.1 ? 4 : 3;
  const parts = [`statistic ${fixed(finding.statistic, Math.abs(finding.statistic) >= 100 ? 0 : places)}`];
  if (finding.pValue !== null && !/\bp [=<]/.test(said)) parts.push(pValue(finding.pValue));
  if (Number.isFinite(finding.threshold)) parts.push(`threshold ${Number(finding.threshold.toPrecision(3))}`);
  return <span className="alarm-numbers">{parts.join(" · ")}</span>;
}
