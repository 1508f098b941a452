import "./workbench.css";
import { useEffect, useRef, useState } from "react";
import type { WindowChoice } from "../../workbench/windows.ts";
import { plural } from "../../workbench/words.ts";
import { BreakPart } from "./BreakPart.tsx";
import { DropZone } from "./DropZone.tsx";
import { Findings } from "./Findings.tsx";
import { Progress } from "./Progress.tsx";
import { ReadSummary } from "./ReadSummary.tsx";
import { RelationPart } from "./RelationPart.tsx";
import { ReportPart } from "./ReportPart.tsx";
import { RolesTable } from "./RolesTable.tsx";
import { RulesPart } from "./RulesPart.tsx";
import { AskForSample, Sampled } from "./Sample.tsx";
import { TakeAwayPart } from "./TakeAwayPart.tsx";
import { text } from "./text.ts";
import { type Choices, payloadOf, useDiagnosis, type View } from "./useDiagnosis.ts";
import { WindowsPart } from "./WindowsPart.tsx";

/** Your data: drop a file, see what was read, correct the roles, read the findings. */
export default function WorkbenchPage() {
  const { view, run, cancel, complain } = useDiagnosis();
  const { parts, choices, stage, problem } = view;
  const start = (files: readonly File[]) =>
    run({ files, roles: new Map(), columns: new Map(), windows: null, relation: null, sample: null });
  const change = (changed: Partial<Choices>) => choices && run({ ...choices, ...changed });
  const { profiles, roles, windows, answers } = parts;
  return (
    <div className="prose bench">
      <DropZone
        onFiles={start}
        onSample={() => start([])}
        onProblem={complain}
        compact={profiles !== undefined}
      />
      <p role="alert" className="bench-problem" data-there={problem !== null}>
        {problem}
      </p>
      {view.tooLarge && (
        <AskForSample
          file={view.tooLarge}
          onSample={(sample) => run({ ...view.tooLarge!.choices, sample })}
          onNothing={() => complain(text.notRead(view.tooLarge!.file))}
        />
      )}
      <Progress view={view} onCancel={cancel} />
      <Spoken view={view} />
      {profiles && <Sampled profiles={profiles} />}
      {answers && (
        <Findings
          answers={answers}
          sensitivity={parts.sensitivity ?? []}
          done={stage === "done"}
          stale={view.stale}
        />
      )}
      {profiles && choices && stage === "done" && answers && !view.stale && (
        <ReportPart diagnosed={payloadOf(choices)} file={profiles[0]!.file} />
      )}
      {choices && stage === "done" && !view.stale && (
        <RulesPart key={JSON.stringify(payloadOf(choices))} diagnosed={payloadOf(choices)} />
      )}
      {choices && stage === "done" && !view.stale && windows?.choice && parts.offered?.[0] && (
        <BreakPart diagnosed={payloadOf(choices)} offered={parts.offered} />
      )}
      {profiles && choices && stage === "done" && !view.stale && (
        <TakeAwayPart diagnosed={payloadOf(choices)} file={profiles[0]!.file} />
      )}
      {profiles && <ReadSummary profiles={profiles} />}
      {parts.relation && (
        <RelationPart
          relation={parts.relation}
          onChange={(relation) => change({ relation, roles: new Map() })}
        />
      )}
      {roles && profiles && choices && (
        <RolesTable
          columns={roles.notes}
          roles={roles}
          chosen={choices.roles}
          readings={choices.columns}
          onRoles={(map) => change({ roles: map })}
          onReading={(column, reading) => change({ columns: new Map(choices.columns).set(column, reading) })}
          onProblem={complain}
        />
      )}
      {windows && (
        <WindowsPart windows={windows} onChange={(choice: WindowChoice) => change({ windows: choice })} />
      )}
    </div>
  );
}

/** Tells a screen reader how it goes, seldom enough to be listened to. */
function Spoken({ view }: { view: View }) {
  const [said, setSaid] = useState("");
  const before = useRef("");
  const { stage, parts } = view;
  const found = parts.answers?.filter((one) => one.verdict === "rings").length ?? 0;
  const silent = parts.answers?.filter((one) => one.verdict === "silent").length ?? 0;
  const rows = parts.profiles?.[0]?.rows ?? 0;
  useEffect(() => {
    const now = `${stage}`;
    if (now === before.current) return;
    before.current = now;
    if (stage === "reading") setSaid(text.starting);
    if (stage === "checking") setSaid(`${plural(rows, "row")} read. ${text.checking}.`);
    if (stage === "done") setSaid(`${plural(found, "finding")}, ${plural(silent, "check")} silent.`);
  }, [stage, rows, found, silent]);
  return (
    <p aria-live="polite" className="spoken-only">
      {said}
    </p>
  );
}
