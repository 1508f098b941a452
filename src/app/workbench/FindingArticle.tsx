import { chapter } from "../../chapters/registry.ts";
import { download } from "../../notebook/picture.ts";
import type { ShownAnswer } from "../../workbench/diagnose.job.ts";
import { FindingPicture } from "./FindingPicture.tsx";
import { text } from "./text.ts";

/** One finding as a short article: the sentence, its picture, what to do, its rows, the chapter that explains it. */
export function FindingArticle({ answer }: { answer: ShownAnswer }) {
  const { sentence, concern, name, repair, rows, picture, check, columns } = answer;
  const explained = answer.chapter === null ? undefined : chapter(answer.chapter);
  return (
    <li>
      <article className="bench-finding">
        <p className="label bench-kicker">
          <span className="bench-mark" aria-hidden="true">
            ▲
          </span>{" "}
          {text.concerns[concern]} · {name}
        </p>
        <p className="bench-sentence">{sentence}</p>
        {picture && <FindingPicture picture={picture} />}
        <p className="bench-repair">
          <em>{text.repair}.</em> {repair}
        </p>
        {(rows || explained) && (
          <p className="bench-buttons label">
            {rows && (
              <button
                type="button"
                className="plain"
                onClick={() =>
                  download(
                    `${check} ${columns[0] ?? "rows"}.csv`.replace(/[^\w .-]+/g, "_"),
                    rows.csv,
                    "text/csv",
                  )
                }
              >
                {text.rows(rows)}
              </button>
            )}
            {explained && <a href={`#/${explained.id}`}>{text.chapter(explained.title)}</a>}
          </p>
        )}
      </article>
    </li>
  );
}
