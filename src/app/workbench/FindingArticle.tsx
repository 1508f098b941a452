import { listed } from "../../chapters/contents.ts";
import { typeset } from "../../core/export/typeset.ts";
import { download } from "../../notebook/picture.ts";
import type { ShownAnswer } from "../../workbench/diagnose.job.ts";
import { CheckName } from "./CheckName.tsx";
import { FindingPicture } from "./FindingPicture.tsx";
import { text } from "./text.ts";

/** So many findings of one check are listed in the open. */
const OPEN = 3;

/**
 * The findings of one check as a short article: the weightiest in full, with its picture and what to do; the others of the same
 * check below it, since they ask for the same repair.
 */
export function FindingArticle({ answers }: { answers: readonly ShownAnswer[] }) {
  const [first, ...others] = answers as [ShownAnswer, ...ShownAnswer[]];
  const { sentence, concern, repair, pictures } = first;
  const explained = first.chapter === null ? undefined : listed(first.chapter);
  const sameColumn = others.every((answer) => answer.columns.join() === first.columns.join());
  const list = (
    <ul className="label">
      {others.map((answer) => (
        <li key={`${answer.check} ${answer.columns.join(" ")}`}>
          {typeset(answer.sentence)} <Rows answer={answer} />
          <Evidence answer={answer} shown={pictures} />
        </li>
      ))}
    </ul>
  );
  return (
    <li>
      <article className="bench-finding">
        <p className="label bench-kicker">
          <span className="bench-mark" aria-hidden="true">
            ▲
          </span>{" "}
          {text.concerns[concern]} · <CheckName answer={first} />
        </p>
        <p className="bench-sentence">{typeset(sentence)}</p>
        {first.measured && <p className="label bench-measured">{typeset(first.measured)}</p>}
        {pictures.map((picture) => (
          <FindingPicture key={picture.title} picture={picture} />
        ))}
        <p className="bench-repair">
          <em>{text.repair}.</em> {repair}
        </p>
        {(first.rows || explained) && (
          <p className="bench-buttons label">
            <Rows answer={first} />
            {explained && <a href={`#/${explained.id}`}>{text.chapter(explained.title)}</a>}
          </p>
        )}
        {others.length > OPEN && (
          <details className="bench-more">
            <summary className="label">{text.alsoMany(others.length)}</summary>
            {list}
          </details>
        )}
        {others.length > 0 && others.length <= OPEN && (
          <div className="bench-more">
            <p className="label quiet">{sameColumn ? text.alsoChecks : text.also}</p>
            {list}
          </div>
        )}
      </article>
    </li>
  );
}

/** The number and the pictures of a further finding, those left out that stand above already. */
function Evidence({ answer, shown }: { answer: ShownAnswer; shown: ShownAnswer["pictures"] }) {
  const fresh = answer.pictures.filter(({ title }) => !shown.some((one) => one.title === title));
  const number = answer.measured && <p className="bench-measured">{typeset(answer.measured)}</p>;
  if (fresh.length === 0) return number;
  return (
    <details className="fold">
      <summary>{text.evidence}</summary>
      {number}
      {fresh.map((picture) => (
        <FindingPicture key={picture.title} picture={picture} />
      ))}
    </details>
  );
}

function Rows({ answer: { rows, check, columns } }: { answer: ShownAnswer }) {
  if (!rows) return null;
  const name = `${check} ${columns[0] ?? "rows"}.csv`.replace(/[^\w .-]+/g, "_");
  const save = (
    <button
      type="button"
      className="plain"
      aria-label={`${text.rows(rows)}: ${rows.what ?? columns.join(", ")}`}
      onClick={() => download(name, rows.csv, "text/csv")}
    >
      {text.rows(rows)}
    </button>
  );
  return rows.what === null ? (
    save
  ) : (
    <span>
      {save}
      <span className="quiet">: {typeset(rows.what)}</span>
    </span>
  );
}
