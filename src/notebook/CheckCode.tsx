import { useEffect, useId, useState } from "react";
import type { Chapter, ParamTable, ParamValues } from "../core/contracts.ts";
import { words } from "../text/words.ts";
import { useChapter } from "./context.ts";
import { download } from "./picture.ts";

const python = import.meta.glob<string>("../chapters/*/check.py", { query: "?raw", import: "default" });
const sql = import.meta.glob<string>("../chapters/*/check.sql", { query: "?raw", import: "default" });
const pythonExport = import.meta.glob<{
  pythonConstants(table: ParamTable, values: ParamValues): string;
}>("../core/export/python.ts");
const sqlExport = import.meta.glob<{
  sqlSetting(table: ParamTable, values: ParamValues, seed: number, files: readonly string[]): string;
  filesOfSql(text: string): readonly string[];
}>("../core/export/sql.ts");

type Setting = { chapter: Chapter; params: ParamValues; seed: number };

/** A language that the check is written in: its text for a setting, or null where the chapter has none in it. */
type Language = {
  name: string;
  extension: string;
  type: string;
  has(chapter: string): boolean;
  text(setting: Setting): Promise<string>;
};

const languages: readonly Language[] = [
  {
    name: words.python,
    extension: "py",
    type: "text/x-python",
    has: (id) => Object.hasOwn(python, `../chapters/${id}/check.py`),
    async text({ chapter, params, seed }) {
      const body = await python[`../chapters/${chapter.id}/check.py`]!();
      const { pythonConstants } = await pythonExport["../core/export/python.ts"]!();
      return `SEED = ${seed}\n${pythonConstants(chapter.params, params).trimEnd()}\n\n${body}`;
    },
  },
  {
    name: words.sql,
    extension: "sql",
    type: "application/sql",
    has: (id) => Object.hasOwn(sql, `../chapters/${id}/check.sql`),
    async text({ chapter, params, seed }) {
      const body = await sql[`../chapters/${chapter.id}/check.sql`]!();
      const { sqlSetting, filesOfSql } = await sqlExport["../core/export/sql.ts"]!();
      return `${sqlSetting(chapter.params, params, seed, filesOfSql(body))}\n${body}`;
    },
  },
];

/**
 * The check that would have caught it, in each language that the chapter has it in, with the sliders where they stand.
 */
export function CheckCode() {
  const { chapter, params, seed } = useChapter();
  const group = useId();
  const [chosen, setChosen] = useState(0);
  const [text, setText] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const here = languages.filter((one) => one.has(chapter.id));
  const language = here[chosen] ?? here[0];
  useEffect(() => {
    if (!language) return;
    let gone = false;
    void language.text({ chapter, params, seed }).then((text) => {
      if (!gone) setText(text);
    });
    return () => {
      gone = true;
    };
  }, [chapter, params, seed, language]);
  if (!language || text === null) return null;
  const name = `as_of_${chapter.id.replaceAll("-", "_")}.${language.extension}`;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid(words.copied),
      () => setSaid(words.notCopied),
    );
  return (
    <div className="code">
      <div className="code-head">
        <fieldset className="code-languages">
          <legend className="spoken-only">{words.language}</legend>
          {here.map((one, index) => (
            <label key={one.name} className="option">
              <input
                type="radio"
                name={group}
                checked={one === language}
                onChange={() => {
                  setSaid("");
                  setChosen(index);
                }}
              />
              <span>{one.name}</span>
            </label>
          ))}
        </fieldset>
        <span role="status" className="label quiet">
          {said}
        </span>
        <button type="button" className="plain" onClick={() => void copy()}>
          {words.copy}
        </button>
        <button type="button" className="plain" onClick={() => download(name, text, language.type)}>
          {words.download} {name}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
      <section className="code-body" aria-label={`${language.name}: ${name}`} tabIndex={0}>
        <pre>
          <code>{text}</code>
        </pre>
      </section>
    </div>
  );
}
