import { expect, it } from "vitest";
import { textSource } from "./csv/source.ts";
import { rowsAsCsv } from "./diagnose.job.ts";
import { diagnose, setUp } from "./diagnosis.ts";
import { readFile } from "./files/read-file.ts";

const lines = (line: (i: number) => string, count = 120) =>
  `${Array.from({ length: count }, (_, i) => line(i)).join("\n")}\n`;

async function diagnosed(text: string) {
  const csv = await readFile(textSource("bad.csv", text));
  const setup = setUp([csv], new Map());
  const { findings, silent, cannotTell } = await diagnose(setup);
  return { csv, setup, answers: [...findings, ...silent, ...cannotTell] };
}

const hostile = [
  "__proto__",
  "constructor",
  "toString",
  "<img src=x onerror=alert(1)>",
  "=cmd|' /C calc'!A0",
];

/** Files with little or strange content: they can be read, and every check has to find its way through them. */
const files: Record<string, string> = {
  "one row": "a,b,label\n1,2,0\n",
  "two rows": "a,b,label\n1,2,0\n2,3,1\n",
  "one column": `a\n${lines((i) => String(i % 7))}`,
  "everything missing": `a,b,label\n${lines(() => ",NA,null")}`,
  "one column missing": `a,b,label\n${lines((i) => `,x${i % 3},${i % 2}`)}`,
  "one value in all rows": `a,b,label\n${lines(() => "5,x,1")}`,
  "one class": `amount,is_fraud\n${lines((i) => `${i % 13},0`)}`,
  "a label of one row only": `amount,is_fraud\n${lines((i) => `${i % 13},${i === 0 ? 1 : ""}`)}`,
  "NaN and Infinity": `a,b,label\n${lines((i) => `${["NaN", "Infinity", "-inf", i][i % 4]},1e400,${i % 2}`)}`,
  "the largest and smallest numbers": `a,b,label\n${lines((i) => `${i % 2 ? "1.7e308" : "-1.7e308"},5e-324,${i % 2}`)}`,
  "times far away": `when,a,label\n${lines((i) => `${["1899-12-31", "2150-06-30", "0001-01-01", "9999-12-31"][i % 4]},${i},${i % 2}`)}`,
  "names and cells of code": `${hostile.join(",")},label\n${lines((i) => [...hostile.map((name, c) => (c % 2 ? name : i)), i % 2].join(","))}`,
  "one long cell": `a,b,label\n1,"${"long ".repeat(40_000)}",0\n${lines((i) => `${i},x${i % 5},${i % 2}`)}`,
  "long cells that return": `a,b,label\n${lines((i) => `${i},${`${"abcdefghij".repeat(500)}${i % 3}`},${i % 2}`)}`,
};

for (const [what, text] of Object.entries(files))
  it(`a file with ${what} is read, and no check fails or speaks nonsense`, async () => {
    const { answers, csv } = await diagnosed(text);
    expect(csv.table.rows).toBe(text.trimEnd().split("\n").length - 1);
    expect(
      answers.filter(({ finding }) => finding.reason === "failed").map(({ sentence }) => sentence),
    ).toEqual([]);
    const odd = answers
      .map(({ check, sentence }) => `${check}: ${sentence}`)
      .filter(
        (sentence) =>
          /\b(?:NaN|undefined)\b|(?<!“)-?Infinity|\[object/.test(sentence.replace(/“[^”]*”/g, "“”")) ||
          sentence.length > 2500,
      );
    expect(odd).toEqual([]);
  });

it("names of code leave no trace in the engine, and what is saved of such rows holds no formula", async () => {
  const { csv } = await diagnosed(files["names and cells of code"]!);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect([...csv.table.columns.keys()].slice(0, 5)).toEqual(hostile);
  const saved = rowsAsCsv(csv, [0, 1], [2, 3]);
  expect(saved).toContain(",'=cmd|' /C calc'!A0,label\r\n");
  expect(saved).not.toMatch(/(?:^|[,\n])"?[=+@]/);
});

it("two files of which one is broken: the sentence names it", async () => {
  const both = Promise.all([
    readFile(textSource("march.csv", "a,b\n1,2\n")),
    readFile(textSource("april.csv", "a,b\n")),
  ]);
  await expect(both).rejects.toThrow(/“april\.csv” holds a header with 2 columns and no rows/);
});
