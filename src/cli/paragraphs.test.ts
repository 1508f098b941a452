import { compile } from "@mdx-js/mdx";
import { expect, test } from "vitest";
import { sentencesInParagraphs } from "./paragraphs.ts";

/** The text as JSX, without the indentation that MDX gives it. */
async function jsx(prose: string): Promise<string> {
  const compiled = String(await compile(prose, { jsx: true, rehypePlugins: [sentencesInParagraphs] }));
  return /return (?:<>)?(.*?)(?:<\/>)?;\n/
    .exec(compiled)![1]!
    .replaceAll('{"\\n"}', "")
    .replaceAll("_components.", "");
}

test("conditions that make up a line stand in one paragraph, with what parts them", async () => {
  expect(await jsx('<If of="a" is="b">One.</If><If of="a" is="c"> Two.</If>\n\nThree.')).toBe(
    '<p><If of="a" is="b">{"One."}</If><If of="a" is="c">{" Two."}</If></p><p>{"Three."}</p>',
  );
});

test("a line break between two of them is a space", async () => {
  expect(await jsx('<If of="a" is="b">One.</If>\n<If of="a" is="c">Two.</If>\n\nThree.')).toBe(
    '<p><If of="a" is="b">{"One."}</If>{" "}<If of="a" is="c">{"Two."}</If></p><p>{"Three."}</p>',
  );
});

test("a blank line parts two paragraphs", async () => {
  expect(await jsx('<If of="a" is="b">One.</If>\n\n<If of="a" is="c">Two.</If>')).toBe(
    '<p><If of="a" is="b">{"One."}</If></p><p><If of="a" is="c">{"Two."}</If></p>',
  );
});

test("a condition around another one is a sentence as well", async () => {
  expect(await jsx('<If of="a" is="b"><If of="a" is="c">Two.</If></If>')).toBe(
    '<p><If of="a" is="b"><If of="a" is="c">{"Two."}</If></If></p>',
  );
});

test("it holds inside what is revealed, and leaves conditions around paragraphs, and words in a paragraph, alone", async () => {
  expect(await jsx('<Reveal after="q">\n\n<If of="a" is="b">One.</If>\n\n</Reveal>')).toBe(
    '<Reveal after="q"><p><If of="a" is="b">{"One."}</If></p></Reveal>',
  );
  expect(await jsx('<If of="a" is="b">\n\nOne.\n\n</If>')).toBe('<If of="a" is="b"><p>{"One."}</p></If>');
  expect(await jsx('Then <If of="a" is="b">one.</If>')).toBe(
    '<p>{"Then "}<If of="a" is="b">{"one."}</If></p>',
  );
});

test("a number that has a line to itself stays in the paragraph around it", async () => {
  expect(await jsx('No detector sees\n<Value of="a" />\nhere, and\n<Term of="b">that</Term>.\n\nTwo.')).toBe(
    '<p>{"No detector sees"}{" "}<Value of="a" />{" "}{"here, and\\n"}<Term of="b">{"that"}</Term>{"."}</p><p>{"Two."}</p>',
  );
});
