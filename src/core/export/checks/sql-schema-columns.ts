import { LEAST, MUCH as MUCH_SHARE, NULL_WORDS } from "../../detectors/shared/schema-texts.ts";
import type { Writer } from "./sql-check.ts";

/** Queries, and the selects (place, what, name, share) of the rules that are broken. */
export type Rules = { queries: string; rules: readonly string[] };

const MUCH = `${MUCH_SHARE}e0`;

/**
 * Whether `count` of n newer rows are news, when none of m older rows is like them: from 1 % of the rows, and where dealing the same
 * rows out by chance would put them all on this side less than once in 10,000 times. The chance is a ratio of factorials, by
 * Stirling's series.
 */
function isNews(count: string, n: string, m: string): string {
  const factorial = (k: string) =>
    `((${k} + 0.5e0) * ln(${k} + 1) - ${k} + 1 / (12e0 * (${k} + 1)) - 1 / (360e0 * (${k} + 1) * (${k} + 1) * (${k} + 1)))`;
  const chance = `${factorial(n)} - ${factorial(`(${n} - ${count})`)} - ${factorial(`(${n} + ${m})`)} + ${factorial(`(${n} + ${m} - ${count})`)}`;
  return `${count} > 0 and ${count} >= 0.01e0 * ${n} and ${chance} < ln(0.0001e0)`;
}

/** The rules for numbers: one scan of each table for all columns. */
export function numberRules(
  names: readonly string[],
  places: ReadonlyMap<string, number>,
  write: Writer,
): Rules {
  const profile = (name: string, i: number) => {
    const v = write.double(write.name(name));
    const whole = `floor(${v}) = ${v}`;
    const finite = `${v} - ${v} = 0`;
    const count = (what: string) => write.double(`count(case when ${what} then 1 end)`);
    return [
      `${write.double(`count(${v})`)} as n_${i}`,
      `${count(`not (${finite})`)} as infinite_${i}`,
      `${count(`${finite} and ${v} < 0`)} as negative_${i}`,
      `${count(`${finite} and not (${whole})`)} as fraction_${i}`,
      `count(distinct case when ${finite} then ${v} end) as distinct_${i}`,
    ];
  };
  const range = (name: string, i: number) => {
    const v = write.double(write.name(name));
    return `min(case when ${v} - ${v} = 0 then ${v} end) as low_${i}, max(case when ${v} - ${v} = 0 then ${v} end) as high_${i}`;
  };
  const outside = (name: string, i: number) => {
    const v = write.double(write.name(name));
    return `${write.double(`count(case when ${v} - ${v} = 0 and (low_${i} is null or ${v} < low_${i} or ${v} > high_${i}) then 1 end)`)} as outside_${i}`;
  };
  const all = (each: (name: string, i: number) => string | readonly string[]) =>
    names.flatMap(each).join(",\n    ");
  const rules = names.flatMap((name, i) => {
    const [a, b] = [(what: string) => `a.${what}_${i}`, (what: string) => `b.${what}_${i}`];
    const isNew = (what: string) => `${a(what)} = 0 and ${isNews(b(what), b("n"), a("n"))}`;
    const rule = (order: number, what: string, share: string, where: string) =>
      `select ${10 * places.get(name)! + order} as place, ${write.text(what)} as what, ${write.text(name)} as name, ${share} as share
  from older_numbers as a cross join newer_numbers as b
  where ${a("n")} >= ${LEAST} and ${b("n")} >= ${LEAST} and ${where}`;
    return [
      rule(0, "null-kind", `${b("infinite")} / ${b("n")}`, isNew("infinite")),
      rule(1, "sign", `${b("negative")} / ${b("n")}`, isNew("negative")),
      rule(2, "fractions", `${b("fraction")} / ${b("n")}`, `${a("distinct")} >= 10 and ${isNew("fraction")}`),
      rule(
        3,
        "fractions",
        write.double("1"),
        `${a("fraction")} >= ${MUCH} * ${a("n")} and ${b("fraction")} = 0 and ${b("distinct")} >= 10`,
      ),
      rule(4, "range", `${b("outside")} / ${b("n")}`, `${b("outside")} >= ${MUCH} * ${b("n")}`),
    ];
  });
  return {
    queries: `older_numbers as (
  select
    ${all(profile)},
    ${all(range)}
  from older
), older_ranges as (
  select ${names.map((_, i) => `low_${i}, high_${i}`).join(", ")} from older_numbers
), newer_numbers as (
  select
    ${all(profile)},
    ${all(outside)}
  from newer cross join older_ranges
)`,
    rules,
  };
}

/** The rules for the texts of one column. */
export function textRules(name: string, place: number, write: Writer): Rules {
  const column = write.name(name);
  const trimmed = `regexp_replace(regexp_replace(v, ${write.text("^\\s+")}, ''), ${write.text("\\s+$")}, '')`;
  const number = write.text(
    "^([+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?|0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)$",
  );
  const words = [...NULL_WORDS].map((word) => write.text(word)).join(", ");
  const counted = (table: string) => `
  select
    v,
    plain,
    times,
    case
      when plain = '' then 'empty'
      when regexp_replace(plain, ${number}, '') = '' then 'number'
      when plain in (${words}) then 'word'
      else 'text'
    end as sort
  from (
    select v, lower(${trimmed}) as plain, ${write.double("count(*)")} as times
    from (select ${column} as v from ${table} where ${column} is not null) as texts
    group by v
  ) as spelt`;
  const of = (sort: string) => `sum(case when sort = '${sort}' then times else 0 end)`;
  const sums = (table: string) => `
  select
    sum(times) as n,
    ${of("empty")} as empty,
    ${of("number")} as numeric_texts,
    ${of("word")} as words,
    ${write.double("count(case when times = 1 then 1 end)")} as once
  from ${table}_texts_${place}`;
  const rule = (order: number, what: string, share: string, where: string) =>
    `select ${10 * place + order} as place, ${write.text(what)} as what, ${write.text(name)} as name, ${share} as share
  from older_sums_${place} as a cross join newer_sums_${place} as b cross join new_texts_${place} as c
  where a.n >= ${LEAST} and b.n >= ${LEAST} and ${where}`;
  return {
    queries: `older_texts_${place} as (${counted("older")}
), newer_texts_${place} as (${counted("newer")}
), older_sums_${place} as (${sums("older")}
), newer_sums_${place} as (${sums("newer")}
), new_texts_${place} as (
  select
    coalesce(sum(case when known.plain is not null then times end), 0) as respelt,
    coalesce(sum(case when known.plain is null then times end), 0) as unseen
  from (
    select newer_texts_${place}.plain, newer_texts_${place}.times
    from newer_texts_${place} left join older_texts_${place} on older_texts_${place}.v = newer_texts_${place}.v
    where older_texts_${place}.v is null and newer_texts_${place}.plain <> ''
  ) as unknown_texts
  left join (select distinct plain from older_texts_${place}) as known on known.plain = unknown_texts.plain
)`,
    rules: [
      rule(0, "null-kind", "b.empty / b.n", `a.empty = 0 and ${isNews("b.empty", "b.n", "a.n")}`),
      rule(1, "null-kind", "b.words / b.n", `a.words = 0 and ${isNews("b.words", "b.n", "a.n")}`),
      rule(
        2,
        "type-mix",
        "abs(b.numeric_texts / b.n - a.numeric_texts / a.n)",
        `abs(b.numeric_texts / b.n - a.numeric_texts / a.n) >= ${MUCH}`,
      ),
      rule(3, "spelling", "c.respelt / b.n", isNews("c.respelt", "b.n", "a.n")),
      rule(4, "categories", "c.unseen / b.n", `c.unseen / b.n - a.once / a.n >= ${MUCH}`),
    ],
  };
}
