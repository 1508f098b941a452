import { memo } from "react";
import { typeset } from "../../core/export/typeset.ts";
import type { ShownAnswer } from "../../workbench/diagnose.job.ts";
import type { Beyond } from "../../workbench/findings/foremost.ts";
import { grouped } from "../../workbench/findings/grouped.ts";
import { count, plural } from "../../workbench/words.ts";
import { CheckName } from "./CheckName.tsx";
import { FindingArticle } from "./FindingArticle.tsx";
import { text } from "./text.ts";

type Props = {
  answers: readonly ShownAnswer[];
  /** How many more there are of which check, in a file of very many columns. */
  beyond: readonly Beyond[];
  sensitivity: readonly string[];
  /** What the findings take for granted, and what is to be known of it, in sentences. */
  assumed: readonly string[];
  done: boolean;
  stale: boolean;
};

/** The findings in the order of their consequence, then what stayed silent and what could not be told. */
export const Findings = memo(function Findings(props: Props) {
  const { answers, beyond, sensitivity, assumed, done, stale } = props;
  const found = answers.filter((one) => one.verdict === "rings").sort((a, b) => b.weight - a.weight);
  const silent = answers.filter((one) => one.verdict === "silent");
  const unknown = answers.filter((one) => one.verdict === "cannot-tell");
  const more = (verdict: string) =>
    beyond.reduce((sum, one) => sum + (one.verdict === verdict ? one.count : 0), 0);
  const nothing = done && found.length === 0;
  return (
    <section aria-labelledby="bench-findings" aria-busy={!done} data-stale={stale} className="bench-findings">
      <h2 id="bench-findings">
        {text.findings}
        {found.length > 0 && (
          <span className="quiet bench-count"> {count(found.length + more("rings"))}</span>
        )}
      </h2>
      <Sentences sentences={assumed} />
      {nothing && (
        <p>
          <strong>{text.nothing}</strong> {text.nothingHelp}
        </p>
      )}
      {nothing && <Sentences sentences={sensitivity} />}
      <ol className="bench-list">
        {grouped(found).map((group) => (
          <FindingArticle key={`${group[0]!.check} ${group[0]!.columns.join(" ")}`} answers={group} />
        ))}
      </ol>
      <Quiet heading={text.silent(silent.length + more("silent"))} answers={silent} mark="○" />
      <Quiet heading={text.cannotTell(unknown.length + more("cannot-tell"))} answers={unknown} mark="–" />
      {beyond.length > 0 && (
        <p className="label">
          {text.beyond(beyond.map(({ name, verdict, count: n }) => text.beyondOne(name, n, verdict)))}
        </p>
      )}
      {!nothing && sensitivity.length > 0 && (
        <details className="bench-quiet">
          <summary className="label">{text.sensitivity}</summary>
          <Sentences sentences={sensitivity} />
        </details>
      )}
    </section>
  );
});

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className="bench-notices label">
      {sentences.map((sentence) => (
        <li key={sentence}>{typeset(sentence)}</li>
      ))}
    </ul>
  );
}

function Quiet({
  heading,
  answers,
  mark,
}: {
  heading: string;
  answers: readonly ShownAnswer[];
  mark: string;
}) {
  if (answers.length === 0) return null;
  return (
    <details className="bench-quiet">
      <summary className="label">{heading}</summary>
      <ul className="label">
        {answers.slice(0, 500).map((answer) => (
          <li key={`${answer.check} ${answer.columns.join(" ")}`}>
            <span aria-hidden="true">{mark} </span>
            <strong>
              <CheckName answer={answer} />.
            </strong>{" "}
            {typeset(answer.sentence)}
            {answer.least && <span className="quiet"> {typeset(answer.least)}</span>}
          </li>
        ))}
        {answers.length > 500 && <li>{plural(answers.length - 500, "further one")}.</li>}
      </ul>
    </details>
  );
}
