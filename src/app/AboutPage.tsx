import { usePreferences } from "../state/preferences.ts";
import { about } from "../text/pages.ts";
import { words } from "../text/words.ts";

/** What happens on this page, and what does not. */
export default function AboutPage() {
  const forget = usePreferences((choices) => choices.forget);
  return (
    <article className="page">
      <header className="chapter-head">
        <h1>{words.about}</h1>
      </header>
      <div className="prose">
        {about.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <p>
          <button type="button" className="button" onClick={forget}>
            {words.forget}
          </button>
        </p>
      </div>
    </article>
  );
}
