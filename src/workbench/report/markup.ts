/** A piece of HTML that is safe to set: only {@link html} and {@link joined} make one. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export const NOTHING = new Html("");

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** HTML with every inserted text escaped, in content and in quoted attributes; inserted pieces of HTML stay what they are. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (Html | string | number | undefined)[]
): Html {
  let text = parts[0]!;
  for (const [i, value] of values.entries())
    text += `${value instanceof Html ? value.text : escaped(String(value ?? ""))}${parts[i + 1]}`;
  return new Html(text);
}

/** Pieces one after the other. */
export const joined = (pieces: readonly Html[]): Html => new Html(pieces.map(({ text }) => text).join(""));

/** Text as HTML has it. Control characters, which HTML does not allow, become the replacement mark; halves of surrogate pairs too. */
export function escaped(text: string): string {
  return (
    text
      .replace(/[&<>"']/g, (sign) => ENTITIES[sign]!)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\p{Cs}]/gu, "\ufffd")
      // A mark that turns the direction of reading would make a column's name look like another.
      .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
  );
}
