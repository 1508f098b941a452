import type { SqlCheck, SqlInput, Writer } from "./sql-check.ts";
import { numberRules, textRules } from "./sql-schema-columns.ts";
import { oddDays } from "./sql-volume.ts";

/** So many of the rules broken are listed. */
const LISTED = 8;
const DUPLICATES = "0.005e0";
/** The gravest first; the last two are told and do not count as broken. */
const ORDER = [
  "null-kind",
  "sign",
  "fractions",
  "type-mix",
  "spelling",
  "keys",
  "volume",
  "categories",
  "range",
] as const;
const TOLD = ORDER.indexOf("categories");

/** The rules that the newer table breaks, with the share of its rows that each touches. */
const schema: SqlCheck = {
  id: "schema",
  leavesOut:
    "Columns that are gone, new or of another kind, which every database lists itself (the statement reads columns that both tables have), and NaN among numbers, which is taken for missing.",
  sql(input, write) {
    const { kinds, roles } = input;
    const left = new Set(roles.ignore ?? []);
    const judged = [...kinds].filter(([name]) => !left.has(name));
    const numbers = judged.filter(([, kind]) => kind === "number").map(([name]) => name);
    const texts = judged.filter(([, kind]) => kind === "category").map(([name]) => name);
    const places = new Map(judged.map(([name], place) => [name, place]));
    const parts = [
      ...(numbers.length > 0 ? [numberRules(numbers, places, write)] : []),
      ...texts.map((name) => textRules(name, places.get(name)!, write)),
      ...keyRule(input, write),
      ...(kinds.get(roles["event-time"]?.[0] ?? "") === "time"
        ? [oddDays(roles["event-time"]![0]!, write)]
        : []),
    ];
    const ranks = ORDER.map((what, rank) => `when ${write.text(what)} then ${rank}`).join(" ");
    return `
with ${parts.map(({ queries }) => queries).join(", ")}, found as (
  ${parts.flatMap(({ rules }) => rules).join("\n  union all\n  ")}
), ranked as (
  select *, case what ${ranks} end as grade from found
), whole as (
  -- The rules are read once; the last row stands for all of them.
  select place, what, name, share, grade from ranked
  union all
  select null, null, null, null, ${ORDER.length}
), violations as (
  select
    row_number() over (order by grade, share desc, place) as place,
    what,
    name,
    share,
    grade,
    ${write.double(`count(case when grade < ${TOLD} then 1 end) over ()`)} as broken,
    ${write.double("count(*) over ()")} - 1 as told,
    coalesce(max(case when grade < ${TOLD} then share end) over (), 0) as largest
  from whole
)
select
  case names.figure
    when 'one' then concat(cast(place as ${write.dialect === "spark" ? "string" : "text"}), '. ', what, ', ', name)
    else names.figure
  end as figure,
  case names.figure when 'one' then share when 'broken' then broken when 'told' then told else largest end as value
from violations cross join (
  select 'one' as figure union all select 'broken' union all select 'told' union all select 'largest_share'
) as names
where (names.figure = 'one' and grade < ${ORDER.length} and place <= ${LISTED})
  or (names.figure <> 'one' and grade = ${ORDER.length})`;
  },
  figures: ({ statistic, effect, facts }) => {
    const found: Record<string, number> = {
      broken: statistic,
      told: Number(facts.told),
      largest_share: effect,
    };
    for (let i = 1; i <= Math.min(LISTED, found.told!); i++)
      found[`${i}. ${facts[`what.${i}`]}, ${facts[`column.${i}`]}`] = Number(facts[`share.${i}`]);
    return found;
  },
};
export default schema;

/** Keys that stand in more than one row. */
function keyRule({ roles }: SqlInput, write: Writer) {
  const keys = (roles.key ?? []).map((name) => write.name(name));
  if (keys.length === 0) return [];
  const doubled = (table: string) => `(
    select coalesce(sum(times - 1), 0)
    from (
      select ${write.double("count(*)")} as times
      from ${table}
      where ${keys.map((key) => `${key} is not null`).join(" and ")}
      group by ${keys.join(", ")}
    ) as keys_of_${table}
  ) / (select count(*) from ${table})`;
  return [
    {
      queries: `doubled_keys as (
  select ${doubled("older")} as share_before, ${doubled("newer")} as share_now
)`,
      rules: [
        `select 1000000 as place, 'keys' as what, ${write.text(roles.key!.join(", "))} as name, share_now as share
  from doubled_keys
  where share_now - share_before > ${DUPLICATES}`,
      ],
    },
  ];
}
