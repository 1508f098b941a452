import { typeset } from "../../core/export/typeset.ts";
import type { ShownAnswer } from "../../workbench/diagnose.job.ts";
import { grouped } from "../../workbench/grouped.ts";
import { plural } from "../../workbench/words.ts";
import { CheckName } from "./CheckName.tsx";
import { FindingArticle } from "./FindingArticle.tsx";
import { text } from "./text.ts";

type Props = {
  answers: readonly ShownAnswer[];
  sensitivity: readonly string[];
  done: boolean;
  stale: boolean;
};

/** The findings in the order of their consequence, then what stayed silent and what could not be told. */
export function Findings({ answers, sensitivity, done, stale }: Props) {
  const found = answers.filter((one) => one.verdict === "rings").sort((a, b) => b.weight - a.weight);
  const silent = answers.filter((one) => one.verdict === "silent");
  const unknown = answers.filter((one) => one.verdict === "cannot-tell");
  const nothing = done && found.length === 0;
  return (
    <section aria-labelledby="bench-findings" aria-busy={!done} data-stale={stale} className="bench-findings">
      <h2 id="bench-findings">
        {text.findings}
        {found.length > 0 && <span className="quiet bench-count"> {found.length}</span>}
      </h2>
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
      <Quiet heading={text.silent(silent.length)} answers={silent} mark="○" />
      <Quiet heading={text.cannotTell(unknown.length)} answers={unknown} mark="–" />
      {!nothing && sensitivity.length > 0 && (
        <details className="bench-quiet">
          <summary className="label">{text.sensitivity}</summary>
          <Sentences sentences={sensitivity} />
        </details>
      )}
    </section>
  );
}

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
          </li>
        ))}
        {answers.length > 500 && <li>{plural(answers.length - 500, "further one")}.</li>}
      </ul>
    </details>
  );
}
