import "./workbench.css";
import { useEffect, useRef, useState } from "react";
import type { WindowChoice } from "../../workbench/windows.ts";
import { plural } from "../../workbench/words.ts";
import { BreakPart } from "./BreakPart.tsx";
import { DropZone } from "./DropZone.tsx";
import { Findings } from "./Findings.tsx";
import { JumpList } from "./JumpList.tsx";
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
  const breakable = windows?.choice != null && (parts.offered?.length ?? 0) > 0;
  const settled = stage === "done" && !view.stale;
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
      {profiles && (
        <JumpList
          places={[
            ["bench-findings", text.findings, answers !== undefined],
            ["bench-read", text.read, true],
            ...(parts.relation ? [["bench-relation", text.relation, true] as const] : []),
            ["bench-windows", text.windows, windows !== undefined],
            ["bench-roles", text.roles, roles !== undefined],
            ["bench-report", text.report, settled && answers !== undefined],
            ["bench-rules", text.rules, settled],
            ["bench-break", text.break, settled && breakable],
            ["bench-take-away", text.takeAway, settled],
          ]}
        />
      )}
      {answers && (
        <Findings
          answers={answers}
          sensitivity={parts.sensitivity ?? []}
          done={stage === "done"}
          stale={view.stale}
        />
      )}
      {profiles && <ReadSummary profiles={profiles} />}
      {parts.relation && (
        <RelationPart
          relation={parts.relation}
          onChange={(relation) => change({ relation, roles: new Map() })}
        />
      )}
      {windows && (
        <WindowsPart windows={windows} onChange={(choice: WindowChoice) => change({ windows: choice })} />
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
      {/* What is made of the findings stands last: it goes while they are computed anew, and nothing above may move. */}
      {settled && profiles && choices && answers && (
        <ReportPart diagnosed={payloadOf(choices)} file={profiles[0]!.file} />
      )}
      {settled && choices && (
        <RulesPart key={JSON.stringify(payloadOf(choices))} diagnosed={payloadOf(choices)} />
      )}
      {settled && choices && breakable && (
        <BreakPart diagnosed={payloadOf(choices)} offered={parts.offered!} />
      )}
      {settled && profiles && choices && (
        <TakeAwayPart diagnosed={payloadOf(choices)} file={profiles[0]!.file} />
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
