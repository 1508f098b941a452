import { typeset } from "../../core/export/typeset.ts";
import type { Answer } from "../checks.ts";
import type { Csv } from "../csv/read.ts";
import { CONCERNS } from "../findings/concerns.ts";
import { grouped } from "../findings/grouped.ts";
import { leastSeen } from "../findings/least.ts";
import { measured } from "../findings/measure.ts";
import type { Picture } from "../pictures/picture.ts";
import { picturesOf } from "../pictures/picture-of.ts";
import { count, plural, sampleWords } from "../words.ts";
import { type Html, html, joined, NOTHING } from "./markup.ts";
import { drawn, HATCHING } from "./pictures.ts";
import type { Reported } from "./report.ts";
import { STYLE } from "./style.ts";

/** A list longer than this is cut, and says so: a report is read by people. */
const MOST = 300;
/** So many further findings of a kind have their pictures too; what many columns share is seen by then. */
const WITH_PICTURES = 12;

/**
 * The diagnosis as one HTML file that needs nothing else: no script, no request, no row of the data beyond what the pictures
 * show. It opens from a disk, prints, and follows the reader's light or dark. Every text of the file is escaped.
 */
export function asHtml(report: Reported): string {
  const { files, diagnosis, setup, made } = report;
  const names = files.map(({ file }) => file).join(" and ");
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>As Of: diagnosis of ${names}</title>
<style>${STYLE}</style>
</head>
<body>
${HATCHING}
<header>
<p class="kicker">As Of · diagnosis${made === null ? "" : ` · ${made.slice(0, 16).replace("T", " ")} UTC`}</p>
<h1>${names}</h1>
<p>${headline(report)}</p>
${joined(files.map(({ file, table, sampled }) => saidOfSample(sampleWords(file, table.rows, sampled))))}
</header>
<main>
<section>
<h2>Findings</h2>
${findings(report)}
</section>
${worth(diagnosis.sensitivity)}
<section>
<h2>What was compared</h2>
<p>${typeset(setup.windows.words)}</p>
${notices(diagnosis.notices)}
</section>
<section>
<h2>What was read</h2>
${joined(files.map(fileRead))}
${roles(report)}
</section>
${quiet(`${plural(diagnosis.silent.length, "check")} stayed silent`, diagnosis.silent, "○")}
${quiet(`${plural(diagnosis.cannotTell.length, "check")} cannot tell`, diagnosis.cannotTell, "–")}
</main>
<footer><p>Made by As Of on the reader’s own machine; no data left it. This file holds no rows of the data.</p></footer>
</body>
</html>
`;
  return page.text;
}

const saidOfSample = (words: string | null): Html =>
  words === null ? NOTHING : html`<p><strong>${words}</strong></p>`;

function headline({ diagnosis: { findings, silent, cannotTell } }: Reported): string {
  const found = findings.length === 0 ? "Nothing found" : plural(findings.length, "finding");
  return `${found}; ${plural(silent.length, "check")} stayed silent, ${count(cannotTell.length)} cannot tell.`;
}

function findings(report: Reported): Html {
  const { findings } = report.diagnosis;
  if (findings.length === 0)
    return html`<p><strong>Nothing found.</strong> Every check that could run stayed silent; below is what that is worth.</p>`;
  return html`<ol class="findings">${joined(grouped(findings).map((group) => article(group, report)))}</ol>`;
}

function article([first, ...others]: readonly Answer[], report: Reported): Html {
  const { concern, name, sentence, repair, rows } = first!;
  const pictures = picturesOf(first!, report.setup);
  return html`<li><article>
<p class="kicker"><span class="mark">▲</span> ${CONCERNS[concern]} · ${name}</p>
<p class="sentence">${typeset(sentence)}</p>
${number(first!)}
${joined(pictures.map((picture) => drawn(picture, report.plot)))}
<p class="repair"><em>Repair.</em> ${repair}</p>
<p class="small">${rows ? typeset(`${plural(rows.count, "row")} of “${rows.file}”${rows.what === null ? "" : ` (${rows.what})`}. `) : ""}${chapterLink(first!, report)}</p>
${others.length > 0 ? html`<ul class="small">${items(others, (one, i) => html`${typeset(one.sentence)}${i < WITH_PICTURES ? evidence(one, pictures, report) : number(one)}`)}</ul>` : NOTHING}
</article></li>
`;
}

/** The number and the pictures of a further finding, those left out that stand above already. */
function evidence(one: Answer, shown: readonly Picture[], report: Reported): Html {
  const fresh = picturesOf(one, report.setup).filter(
    ({ title }) => !shown.some((old) => old.title === title),
  );
  if (fresh.length === 0) return number(one);
  return html`<details><summary>Its number and picture</summary>${number(one)}${joined(fresh.map((picture) => drawn(picture, report.plot)))}</details>`;
}

function number({ check, finding }: Answer): Html {
  const words = measured(check, finding);
  return words === null ? NOTHING : html`<p class="small number">${typeset(words)}</p>`;
}

function chapterLink({ chapter }: Answer, { address, chapterTitle }: Reported): Html {
  const title = chapter === null ? null : chapterTitle(chapter);
  if (title === null) return NOTHING;
  return address === null
    ? html`Explained in the chapter “${title}”.`
    : html`Explained in <a href="${`${address}#/${chapter}`}">${title}</a>.`;
}

function worth(sentences: readonly string[]): Html {
  if (sentences.length === 0) return NOTHING;
  return html`<section><h2>The smallest effects that would have been seen</h2><ul class="small">${items(sentences, (one) => html`${typeset(one)}`)}</ul></section>`;
}

const notices = (sentences: readonly string[]): Html =>
  sentences.length === 0 ? NOTHING : html`<ul class="small">${items(sentences, (one) => html`${one}`)}</ul>`;

function fileRead({ file, bytes, table, columns, notices: said, bad }: Csv): Html {
  const unread = bad.count === 0 ? "" : ` ${plural(bad.count, "row")} could not be read and took no part.`;
  return html`<p><strong>${file}</strong>: ${plural(table.rows, "row")}, ${plural(columns.length, "column")}, ${count(bytes)} bytes.${unread}</p>${notices([...said, ...columns.flatMap((note) => note.notices)])}`;
}

function roles({ diagnosis }: Reported): Html {
  return html`<table><caption>What each column was taken for</caption>
<thead><tr><th scope="col">Column</th><th scope="col">Role</th><th scope="col">Why</th></tr></thead>
<tbody>${joined(
    diagnosis.roles.columns
      .slice(0, MOST)
      .map(
        ({ name, role, reason }) =>
          html`<tr><th scope="row">${name}</th><td>${role}</td><td>${reason}</td></tr>`,
      ),
  )}</tbody></table>${more(diagnosis.roles.columns.length)}`;
}

function quiet(heading: string, answers: readonly Answer[], mark: string): Html {
  if (answers.length === 0) return NOTHING;
  return html`<section><details><summary>${heading}</summary><ul class="small">${items(
    answers,
    (one) =>
      html`${mark} <strong>${one.name}.</strong> ${typeset(`${one.sentence} ${leastSeen(one.check, one.finding) ?? ""}`.trim())}`,
  )}</ul></details></section>`;
}

function items<T>(all: readonly T[], of: (one: T, i: number) => Html): Html {
  return html`${joined(all.slice(0, MOST).map((one, i) => html`<li>${of(one, i)}</li>`))}${more(all.length)}`;
}

const more = (length: number): Html =>
  length > MOST ? html`<li>${count(length - MOST)} further ones are in the JSON and the CSV.</li>` : NOTHING;
