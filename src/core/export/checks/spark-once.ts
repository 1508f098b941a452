/**
 * Reads of a table that must be saved before a query is kept: to keep its rows costs about as much as to read them a few
 * times.
 */
const WORTH_KEEPING = 4;

/** Queries that are worked out once and kept as tables, by their text: what two checks both begin with is kept once. */
export class KeptQueries {
  private readonly tables = new Map<string, string>();
  private made = 0;

  /** The table that holds this query, and whether it is a new one. */
  tableOf(select: string): { table: string; isNew: boolean } {
    const known = this.tables.get(select);
    if (known !== undefined) return { table: known, isNew: false };
    const table = `worked_out_${++this.made}`;
    this.tables.set(select, table);
    return { table, isNew: true };
  }

  /** Forgets all tables: what they were made from is about to change. The names go on. */
  forget(): void {
    this.tables.clear();
  }
}

/** The tables that a statement reads or makes. */
export const keptTablesIn = (sql: string): readonly string[] => [
  ...new Set(sql.match(/\bworked_out_\d+\b/g) ?? []),
];

/** The statement that lets a kept table go. */
export const letGo = (table: string): string => `drop table if exists ${table}`;

/**
 * A statement “with a as (…), b as (…) select …” for Spark, which works a query of the list out anew for each place that
 * reads it, and holds a plan as large as all these places together: a chain of ten, each read twice, would read the tables a
 * thousand times. So the queries that are read often become tables, `before` the statement that reads them (those that
 * `kept` knows left out); a view that is cached would not do, since its plan is written out at each place before it is found
 * again. Other statements come back as they are. Linear in the length of the statement but for the number of its queries.
 */
export function onceInSpark(sql: string, kept: KeptQueries): { before: readonly string[]; sql: string } {
  const before: string[] = [];
  return { sql: inner(sql, kept, before).sql, before };
}

/** The statement, and how often it reads the tables. */
function inner(sql: string, kept: KeptQueries, before: string[]): { sql: string; reads: number } {
  const parsed = queriesOf(sql);
  const reads = new Map<string, number>();
  const readsOf = (text: string) =>
    sourcesOf(text).reduce((sum, name) => sum + (reads.get(name) ?? (TABLES.has(name) ? 1 : 0)), 0);
  if (parsed === null) return { sql, reads: readsOf(sql) };
  const { queries, rest } = parsed;
  const texts = [...queries.map(({ body }) => body), rest];
  /** The queries that are left in the list, and those of them that became tables, by name. */
  const left = new Map<string, string>();
  const tables = new Map<string, string>();
  const renamed = (text: string) =>
    text.replace(SOURCE, (whole, name, alias) => {
      const table = name === undefined ? undefined : tables.get(name);
      if (table === undefined) return whole;
      return whole.replace(/^(\w+\s+)\w+/, `$1${table}${alias ? "" : ` as ${name}`}`);
    });
  for (const [i, { name, body }] of queries.entries()) {
    const own = inner(renamed(body), kept, before);
    // A list within the list has read what is its own; this list's part of it is seen by name.
    const count = /^\s*with\s/.test(body) ? own.reads : readsOf(body);
    const later = texts.slice(i + 1);
    const times = later.reduce((sum, text) => sum + sourcesOf(text).filter((one) => one === name).length, 0);
    if (count * (times - 1) < WORTH_KEEPING) {
      left.set(name, own.sql);
      reads.set(name, count);
      continue;
    }
    const { table, isNew } = kept.tableOf(withList(left, own.sql));
    if (isNew)
      before.push(letGo(table), `create table ${table} using parquet as\n${withList(left, own.sql)}`);
    tables.set(name, table);
    reads.set(name, 1);
  }
  const last = renamed(rest);
  return { sql: withList(left, last), reads: readsOf(rest) };
}

/** The text with those of the queries before it that it needs. */
function withList(queries: ReadonlyMap<string, string>, text: string): string {
  const needed = new Set<string>();
  const follow = (part: string) => {
    for (const name of sourcesOf(part))
      if (queries.has(name) && !needed.has(name)) {
        needed.add(name);
        follow(queries.get(name)!);
      }
  };
  follow(text);
  const list = [...queries]
    .filter(([name]) => needed.has(name))
    .map(([name, body]) => `${name} as (${body})`);
  if (list.length === 0) return text.trim();
  const own = queriesOf(text);
  // A list of its own is joined to this one.
  if (own !== null)
    return `with ${[...list, ...own.queries.map(({ name, body }) => `${name} as (${body})`)].join(", ")}${own.rest}`;
  return `with ${list.join(", ")}\n${text.trim()}`;
}

const TABLES: ReadonlySet<string> = new Set(["older", "newer", "all_rows", "newer_rows"]);
/** A table that is read, and whether another name follows; texts, quoted names and comments are met first, and are none. */
const SOURCE = /'(?:\\.|[^'\\])*'|`(?:``|[^`])*`|--[^\n]*|\b(?:from|join)\s+([a-z_0-9]+)(\s+as\b)?/gs;

const sourcesOf = (text: string): readonly string[] =>
  [...text.matchAll(SOURCE)].flatMap(([, name]) => (name === undefined ? [] : [name]));

type Query = { name: string; body: string };

/** The list of queries and what stands after it; null where there is none. */
function queriesOf(sql: string): { queries: readonly Query[]; rest: string } | null {
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
    if (sql[at] !== ",") return { queries, rest: sql.slice(at) };
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
