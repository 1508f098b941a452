/** Reads of a table that must be saved before a query is kept: to keep its rows costs about as much as to read them a few times. */
const WORTH_KEEPING = 4;

/**
 * A statement “with a as (…), b as (…) select …” for Spark, which works a query of the list out anew for each place that reads it: a
 * chain of ten, each read twice, would read the tables a thousand times. A query whose rows could come out otherwise the next time
 * is worked out once, though; so those that are read often get a condition that is always true and that Spark cannot know to be.
 * Other statements come back as they are. Linear in the length of the statement but for the number of its queries.
 */
export function onceInSpark(sql: string): string {
  const parsed = queriesOf(sql);
  if (parsed === null) return sql;
  const { before, queries, rest } = parsed;
  const reads = new Map<string, number>();
  const readsOf = (text: string) =>
    sourcesOf(text).reduce((sum, name) => sum + (reads.get(name) ?? (TABLES.has(name) ? 1 : 0)), 0);
  const written = queries.map(({ name, body }, i) => {
    const own = readsOf(body);
    const later = [...queries.slice(i + 1).map((query) => query.body), rest];
    const times = later.reduce((sum, text) => sum + sourcesOf(text).filter((one) => one === name).length, 0);
    const keep = own * (times - 1) >= WORTH_KEEPING;
    reads.set(name, keep ? 0 : own);
    return keep
      ? `${name} as (\nselect * from (${body}) as worked_out_once where rand() >= 0\n)`
      : `${name} as (${body})`;
  });
  return `${before}${written.join(", ")}${rest}`;
}

const TABLES: ReadonlySet<string> = new Set(["older", "newer", "all_rows"]);

const sourcesOf = (text: string): readonly string[] =>
  [...text.matchAll(/\b(?:from|join)\s+([a-z_0-9]+)/g)].map(([, name]) => name!);

type Query = { name: string; body: string };

/** The list of queries and what stands before and after it; null where there is none. */
function queriesOf(sql: string): { before: string; queries: readonly Query[]; rest: string } | null {
  const start = /^\s*with\s+/.exec(sql);
  if (start === null) return null;
  const queries: Query[] = [];
  let at = start[0].length;
  for (;;) {
    const head = /^\s*([a-z_0-9]+) as \(/.exec(sql.slice(at));
    if (head === null) return null;
    const from = at + head[0].length;
    const to = closing(sql, from);
    if (to === null) return null;
    queries.push({ name: head[1]!, body: sql.slice(from, to) });
    at = to + 1;
    if (sql[at] !== ",") return { before: start[0], queries, rest: sql.slice(at) };
    at++;
  }
}

/** Where the parenthesis closes that was opened before `from`. What stands in texts, names and comments closes nothing. */
function closing(sql: string, from: number): number | null {
  const token = /'(?:\\.|[^'\\])*'|`(?:``|[^`])*`|--[^\n]*|[()]/gs;
  token.lastIndex = from;
  let depth = 1;
  for (let found = token.exec(sql); found !== null; found = token.exec(sql)) {
    if (found[0] === "(") depth++;
    else if (found[0] === ")" && --depth === 0) return found.index;
  }
  return null;
}
