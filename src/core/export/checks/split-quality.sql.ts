import { roleColumn, type SqlCheck } from "./sql-check.ts";
import { MATURE_NOTE, trustedRows } from "./sql-mature.ts";
import { figuresOfEach } from "./sql-parts.ts";
import { rankedParts } from "./sql-ranking.ts";
import { TRAINING_NAMES } from "./training-names.ts";

/** Rows of each outcome that a part must have. */
const LEAST = 10;

/** How well a score ranks the rows that it was trained on, and those of each other part. */
const splitQuality: SqlCheck = {
  id: "split-quality",
  leavesOut: `The p-value of each fall with Holm’s correction, and so which part stands out; the expected calibration error. ${MATURE_NOTE}`,
  sql(input, write) {
    const split = roleColumn(input, "split", write)!;
    const training = TRAINING_NAMES.map((name) => write.text(name)).join(", ");
    const part = `case when lower(trim(${split})) in (${training}) then 'training' else ${split} end`;
    return `
with ${trustedRows({ ...input, olderOnly: true }, write, { part })}, parted as (
  select * from trusted where part is not null
), ${rankedParts("parted", LEAST, write)}, trained as (
  select auc as trained_auc, low as trained_low, high as trained_high from ranked_parts where part = 'training'
), compared as (
  select
    part,
    trained_auc - auc as fall,
    sqrt((trained_auc - trained_low) * (trained_auc - trained_low) + (high - auc) * (high - auc)) as down,
    sqrt((trained_high - trained_auc) * (trained_high - trained_auc) + (auc - low) * (auc - low)) as up
  from ranked_parts cross join trained
  where part <> 'training'
)
${figuresOfEach("ranked_parts", "part", { "auc of ": "auc", "low of ": "low", "high of ": "high" }, write)}
union all
${figuresOfEach(
  "compared",
  "part",
  { "fall to ": "fall", "low of fall to ": "fall - down", "high of fall to ": "fall + up" },
  write,
)}
union all select 'rows of training', rows_there from ranked_parts where part = 'training'`;
  },
  figures: ({ facts }) => {
    const of = (name: string) => Number(facts[name]);
    const figures: Record<string, number> = {
      "auc of training": of("training"),
      "low of training": of("trainingLow"),
      "high of training": of("trainingHigh"),
      "rows of training": of("trainingRows"),
    };
    for (let i = 1; facts[`name.${i}`] !== undefined; i++) {
      const name = facts[`name.${i}`];
      const [auc, low, high] = [of(`auc.${i}`), of(`low.${i}`), of(`high.${i}`)];
      const fall = of("training") - auc;
      figures[`auc of ${name}`] = auc;
      figures[`low of ${name}`] = low;
      figures[`high of ${name}`] = high;
      figures[`fall to ${name}`] = fall;
      figures[`low of fall to ${name}`] =
        fall - Math.sqrt((of("training") - of("trainingLow")) ** 2 + (high - auc) ** 2);
      figures[`high of fall to ${name}`] =
        fall + Math.sqrt((of("trainingHigh") - of("training")) ** 2 + (auc - low) ** 2);
    }
    return figures;
  },
};
export default splitQuality;
