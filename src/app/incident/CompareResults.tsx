import { type DragEvent, useRef, useState } from "react";
import { compare } from "../../incident/compare.ts";
import { type Outcome, type Results, readResults } from "../../incident/results.ts";
import { Scroller } from "../detectors/Scroller.tsx";
import { written } from "./chart-figure.ts";
import { text } from "./text.ts";

/** A file larger than this is none of ours: results of a year take less. */
const LARGEST = 2_000_000;

/** Several files of results side by side: people by incident. */
export function CompareResults() {
  const [all, setAll] = useState<readonly Results[]>([]);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const take = async (files: readonly File[]) => {
    if (files.length === 0) return setProblems([text.noFile]);
    const read = await Promise.all(
      files.map(async (file) =>
        file.size > LARGEST
          ? { problem: `“${file.name}” was left out: it is far larger than results are.` }
          : readResults(file.name, await file.text()),
      ),
    );
    // What was there stays: a bad file costs a sentence, nothing else.
    setAll((before) => [...before, ...read.flatMap((one) => ("results" in one ? [one.results] : []))]);
    setProblems(read.flatMap((one) => ("problem" in one ? [one.problem] : [])));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take([...event.dataTransfer.files]);
  };
  return (
    <>
      <p>{text.compareHelp}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way to do what the button does. */}
      <div
        className="incident-drop label"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <button type="button" className="button" onClick={() => input.current?.click()}>
          {text.chooseFiles}
        </button>{" "}
        <span className="quiet">{text.dropFiles}</span>{" "}
        {all.length > 0 && (
          <button type="button" className="plain" onClick={() => setAll([])}>
            {text.forgetFiles}
          </button>
        )}
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept=".json,application/json"
          aria-label={text.chooseFiles}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = "";
            if (files.length > 0) void take(files);
          }}
        />
      </div>
      <div role="alert">
        {problems.map((problem) => (
          <p key={problem} className="incident-problem label">
            {problem}
          </p>
        ))}
      </div>
      {all.length > 0 && <Table all={all} />}
    </>
  );
}

function Table({ all }: { all: readonly Results[] }) {
  const { people, incidents } = compare(all);
  return (
    <>
      <p className="label incident-legend">
        {people.length} {people.length === 1 ? "person" : "people"}, {incidents.length} incident
        {incidents.length === 1 ? "" : "s"}. Under each code: whether the cause was right, the minutes, and
        what was lost beyond what the right repair loses; then the first check.
      </p>
      <Scroller label={text.compare}>
        <table className="data incident-compare">
          <thead>
            <tr>
              <th scope="col">who</th>
              {incidents.map(({ code }) => (
                <th key={code} scope="col">
                  {code}
                </th>
              ))}
              <th scope="col">all</th>
            </tr>
          </thead>
          <tbody>
            {people.map(({ person, cells, right, solved, minutes, avoidable }) => (
              <tr key={person}>
                <th scope="row">{person}</th>
                {cells.map((cell, i) => (
                  <Cell key={incidents[i]!.code} cell={cell} />
                ))}
                <td>
                  {right} of {solved} right, {minutes}&nbsp;min, {written(avoidable, "EUR")}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">the room</th>
              {incidents.map(({ code, people: count, right, medianMinutes, first }) => (
                <td key={code}>
                  {right} of {count} right, median {medianMinutes}&nbsp;min. First:{" "}
                  {first.map(({ name, people: n }) => `${name} (${n})`).join(", ")}.
                </td>
              ))}
              <td />
            </tr>
          </tfoot>
        </table>
      </Scroller>
    </>
  );
}

const MARKS = { right: "✓ right", part: "◐ in part", wrong: "✗ wrong" } as const;

function Cell({ cell }: { cell: Outcome | null }) {
  if (cell === null)
    return (
      <td className="absent">
        <span className="spoken-only">not played</span>
      </td>
    );
  const { cause, minutes, lost, checks } = cell;
  return (
    <td>
      <strong>{MARKS[cause]}</strong>, {minutes}&nbsp;min, {written(lost.yours - lost.right, "EUR")}
      <br />
      <span className="quiet">{checks[0]?.name ?? "no check"}</span>
    </td>
  );
}
