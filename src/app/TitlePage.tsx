import { chapters, numberOf } from "../chapters/contents.ts";
import { usePreferences } from "../state/preferences.ts";
import { title } from "../text/pages.ts";
import { words } from "../text/words.ts";
import { PlaceLink } from "./Contents.tsx";
import { TitlePicture } from "./TitlePicture.tsx";

/** What this is, in one picture and a few sentences; then the way in. */
export default function TitlePage() {
  const progress = usePreferences((choices) => choices.progress);
  const first = chapters[0];
  // Whoever comes back is led to the first chapter that is not read yet.
  const next = chapters.find((chapter) => progress[chapter.id] !== "finished") ?? first;
  const begun = next !== undefined && (next !== first || progress[next.id] !== undefined);
  return (
    <article className="page title-page">
      <h1>{words.name}</h1>
      <p className="standfirst">{title.standfirst}</p>
      <figure className="title-picture">
        <TitlePicture />
        <figcaption className="picture-says">{title.caption}</figcaption>
      </figure>
      <div className="opening prose">
        {title.opening.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <p className="begin">
        {next && (
          <PlaceLink to={{ kind: "chapter", id: next.id }} className="button strong">
            {begun ? title.goOn : title.begin}: {next.title}
          </PlaceLink>
        )}
        <PlaceLink to={{ kind: "page", id: "your-data" }} className="button">
          {title.ownFile}
        </PlaceLink>
      </p>
      <section className="title-chapters" aria-label={words.contents}>
        {words.parts.map((part, index) => {
          const here = chapters.filter((chapter) => chapter.part === index + 1);
          if (here.length === 0) return null;
          return (
            <div key={part}>
              <h2>{part}</h2>
              <p className="part-line">{title.parts[index]}</p>
              <ol>
                {here.map((chapter) => (
                  <li key={chapter.id}>
                    <span className="number" aria-hidden="true">
                      {numberOf(chapter)}
                    </span>
                    <PlaceLink to={{ kind: "chapter", id: chapter.id }}>{chapter.title}</PlaceLink>
                    <p>{chapter.standfirst}</p>
                  </li>
                ))}
              </ol>
            </div>
          );
        })}
      </section>
    </article>
  );
}
