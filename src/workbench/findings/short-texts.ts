/** Longer texts of a file are cut where they are spoken of: a cell may hold megabytes. */
const MOST = 100;

const cut = (text: string) => (text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text);

/** A sentence whose long quotations are cut. */
export function shortQuotes(sentence: string): string {
  if (sentence.length <= MOST) return sentence;
  return sentence.replace(/“([^”]*)”/g, (_, text: string) => `“${cut(text)}”`);
}

/** A plain value (arrays, objects, texts, numbers) in which every quotation and every text without one is cut. */
export function shortTexts<T>(value: T): T {
  if (typeof value === "string") return (value.includes("“") ? shortQuotes(value) : cutFar(value)) as T;
  if (Array.isArray(value)) return value.map(shortTexts) as T;
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shortTexts(one)])) as T;
}

/** Words of the page are shorter than this; a text of the file may not be. */
const cutFar = (text: string) => (text.length > 4 * MOST ? cut(text) : text);
