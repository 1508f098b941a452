import "./workbench.css";
import { memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { RelationKind } from "../../workbench/files/relation.ts";
import { assumed } from "../../workbench/findings/assumed.ts";
import type { WindowChoice } from "../../workbench/windows/windows.ts";
import { plural } from "../../workbench/words.ts";
import { BreakPart } from "./BreakPart.tsx";
import { DropZone } from "./DropZone.tsx";
import { Findings } from "./Findings.tsx";
import { JumpList } from "./JumpList.tsx";
import { AboutFiles } from "./kept.ts";
import { Progress } from "./Progress.tsx";
import { ReadSummary } from "./ReadSummary.tsx";
import { RelationPart } from "./RelationPart.tsx";
import { ReportPart } from "./ReportPart.tsx";
import { RolesTable } from "./RolesTable.tsx";
import { RulesPart } from "./RulesPart.tsx";
import { AskForSample, Sampled } from "./Sample.tsx";
import { TakeAwayPart } from "./TakeAwayPart.tsx";
import { text } from "./text.ts";
import { type Choices, payloadOf, type Reading, useDiagnosis, type View } from "./useDiagnosis.ts";
import { WindowsPart } from "./WindowsPart.tsx";

/** Your data: drop a file, see what was read, correct the roles, read the findings. */
export default function WorkbenchPage() {
  const { view, run, cancel, complain } = useDiagnosis();
  const { parts, choices, stage, problem } = view;
  const start = useCallback(
    (files: readonly File[]) =>
      run({ files, roles: new Map(), columns: new Map(), windows: null, relation: null, sample: null }),
    [run],
  );
  // The parts below are drawn anew only where what they show has changed, so what they call must stay the same.
  const chosen = useRef(choices);
  chosen.current = choices;
  const change = useCallback(
    (changed: Partial<Choices>) => chosen.current && run({ ...chosen.current, ...changed }),
    [run],
  );
  const onWindows = useCallback((windows: WindowChoice) => change({ windows }), [change]);
  const onRelation = useCallback(
    (relation: RelationKind) => change({ relation, roles: new Map() }),
    [change],
  );
  const onRoles = useCallback((roles: Choices["roles"]) => change({ roles }), [change]);
  const onReading = useCallback(
    (column: string, reading: Reading) =>
      change({ columns: new Map(chosen.current?.columns).set(column, reading) }),
    [change],
  );
  const { profiles, roles, windows, answers } = parts;
  const granted = useMemo(() => (roles ? assumed(roles) : NOTHING), [roles]);
  const settled = stage === "done" && !view.stale;
  // What is made of the findings stands last, and stays while they are computed anew: it holds what was chosen and edited there.
  const last = useLast(settled && choices && profiles && answers ? { choices, parts } : null);
  const choose = useRef<HTMLButtonElement>(null);
  /** Where a button goes with what it answered, the focus goes to the next thing to do, which stands beside it. */
  const toButton = () => choose.current?.focus({ preventScroll: true });
  return (
    <div className="prose bench">
      <DropZone
        onFiles={start}
        onSample={() => start([])}
        onProblem={complain}
        compact={profiles !== undefined}
        button={choose}
      />
      <p role="alert" className="bench-problem" data-there={problem !== null}>
        {problem}
      </p>
      {view.tooLarge && (
        <AskForSample
          file={view.tooLarge}
          onSample={(sample) => {
            toButton();
            run({ ...view.tooLarge!.choices, sample });
          }}
          onNothing={() => {
            toButton();
            complain(text.notRead(view.tooLarge!.file));
          }}
        />
      )}
      <Progress view={view} onCancel={cancel} onGone={toButton} />
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
            ["bench-report", text.report, last !== null],
            ["bench-rules", text.rules, last !== null],
            ["bench-break", text.break, last !== null && breakable(last.parts)],
            ["bench-take-away", text.takeAway, last !== null],
          ]}
        />
      )}
      {answers && (
        <Findings
          answers={answers}
          beyond={parts.beyond ?? NOTHING}
          sensitivity={parts.sensitivity ?? NOTHING}
          assumed={granted}
          done={stage === "done"}
          stale={view.stale}
        />
      )}
      {profiles && <ReadSummary profiles={profiles} />}
      {parts.relation && <RelationPart relation={parts.relation} onChange={onRelation} />}
      {windows && <WindowsPart windows={windows} onChange={onWindows} />}
      {roles && profiles && choices && (
        <RolesTable
          columns={roles.notes ?? profiles[0]!.columns}
          roles={roles}
          chosen={choices.roles}
          readings={choices.columns}
          onRoles={onRoles}
          onReading={onReading}
          onProblem={complain}
        />
      )}
      {last && (
        <AboutFiles key={fileNames(last.choices)} value={fileNames(last.choices)}>
          <Afterwards {...last} ready={settled} />
        </AboutFiles>
      )}
    </div>
  );
}

const NOTHING: readonly never[] = [];

type Settled = { choices: Choices; parts: View["parts"] };

/** The last of the values that were there. */
function useLast<T>(value: T | null): T | null {
  const kept = useRef<T | null>(null);
  if (value !== null) kept.current = value;
  return kept.current;
}

const breakable = (parts: View["parts"]) => parts.windows?.choice != null && (parts.offered?.length ?? 0) > 0;

/** With other files what was chosen and edited for the earlier ones begins anew. */
const fileNames = ({ files }: Choices) =>
  JSON.stringify(files.map(({ name, size, lastModified }) => [name, size, lastModified]));

/** What is made of the findings: taken along, turned into rules, tried with failures. It is `ready` while they stand. */
const Afterwards = memo(function Afterwards({ choices, parts, ready }: Settled & { ready: boolean }) {
  const diagnosed = useMemo(() => payloadOf(choices), [choices]);
  const { file } = parts.profiles![0]!;
  return (
    <>
      <ReportPart diagnosed={diagnosed} file={file} ready={ready} />
      <RulesPart diagnosed={diagnosed} ready={ready} />
      {breakable(parts) && <BreakPart diagnosed={diagnosed} offered={parts.offered!} ready={ready} />}
      <TakeAwayPart diagnosed={diagnosed} file={file} ready={ready} />
    </>
  );
});

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
