import { hasClock, type SqlCheck } from "./sql-check.ts";

/** The share of rows that a known time says read the future, in the worst of the known times. */
const availabilityAudit: SqlCheck = {
  id: "availability-audit",
  canTell: (input) =>
    hasClock(input) &&
    (input.roles["feature-known-time"] !== undefined || input.roles["label-known-time"] !== undefined),
  sql({ roles }, write) {
    const event = write.seconds(write.name(roles["event-time"]![0]!));
    const audits = [
      ...(roles["feature-known-time"] ?? []).map((name) => ({
        name,
        lead: `${write.seconds(write.name(name))} - ${event}`,
      })),
      ...(roles["label-known-time"] ?? []).map((name) => ({
        name,
        lead: `${event} - ${write.seconds(write.name(name))}`,
      })),
    ];
    const each = audits.map(
      ({ name, lead }, place) => `
  select
    ${place} as place,
    count(${lead}) as compared,
    count(case when ${lead} > 1 then 1 end) as early,
    coalesce(max(case when ${lead} > 1 then ${lead} end), 0) as longest
  from older -- ${name.replaceAll(/[^\w -]/g, " ")}`,
    );
    return `
with audits as (${each.join("\n  union all")}
), worst as (
  select *, ${write.double("early")} / compared as share from audits where compared > 0
), first_of_them as (
  select * from worst where share = (select max(share) from worst) order by place limit 1
)
select 'share' as figure, share as value from first_of_them
union all select 'compared', ${write.double("compared")} from first_of_them
union all select 'early', ${write.double("early")} from first_of_them
union all select 'longest_lead_seconds', ${write.double("longest")} from first_of_them`;
  },
  figures: ({ statistic, facts }) => ({
    share: statistic,
    compared: Number(facts.compared),
    early: Number(facts.early),
    longest_lead_seconds: Number(facts.longestLead) / 1000,
  }),
};
export default availabilityAudit;
