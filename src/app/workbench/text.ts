import type { RelationKind } from "../../workbench/files/relation.ts";
import { CONCERNS } from "../../workbench/findings/concerns.ts";
import { count, plural } from "../../workbench/words.ts";

/** The words of the workbench. */
export const text = {
  promise: "The file is read here, in a worker of your browser. Nothing of it leaves this machine.",
  drop: "Drop a CSV or Parquet file here, or two: an older and a newer one, training and serving log, transactions and chargebacks.",
  dropNow: "Let go to read it.",
  choose: "Choose a file",
  another: "Choose another file",
  compare: "Add a newer file to compare",
  sample: "Try it on a sample",
  sampleHelp: "Nine weeks of invented payments with two faults of the first chapters in them.",
  cancel: "Cancel",
  cancelled: "Cancelled. What was there before stays below.",
  cancelledFirst: "Cancelled. Nothing was read; choose a file to begin again.",
  leftOff: "Left off: the checks run anew.",
  cancelledErrand: "Cancelled.",
  tooMany: (files: number) =>
    `Two files at most can be compared, and ${files} were dropped. Drop the older and the newer one.`,
  notAFile: "That was no file. Drop a CSV from a folder, or use the button.",
  reading: (file: string) => `Reading ${file}`,
  checking: "Running the checks",
  starting: "Starting",
  read: "What was read",
  roles: "What each column is for",
  rolesHelp:
    "Guessed from names and values. Change what is wrong: the checks run again, the file is not read again.",
  column: "Column",
  role: "Role",
  why: "Why",
  holds: "Holds",
  missing: "Missing",
  findColumn: "Find a column",
  someOf: (from: number, to: number, of: number) => `${count(from)} to ${count(to)} of ${count(of)}`,
  noneOf: (words: string) => `No column is named like “${words}”.`,
  earlier: "The columns before",
  later: "The next columns",
  examples: "For example",
  resetRoles: "Back to the guesses",
  saveRoles: "Save the roles",
  loadRoles: "Load saved roles",
  takeAway: "When the data outgrow the browser",
  takeAwayHelp: (cells: string, rows: string, gigabytes: number) =>
    `Up to ${cells} cells (rows times columns: ${rows} rows of 12 columns) and ${gigabytes} GB are read whole here, and of a larger file a sample. Beyond that, or on a schedule, let the checks go to the data. Each script reads the file as it is, with these roles and windows, and gives the numbers of this page; what an engine cannot compute is named in it.`,
  languages: {
    duckdb: "Save for DuckDB (SQL)",
    postgres: "Save for PostgreSQL (SQL)",
    spark: "Save for Spark SQL",
    python: "Save for Python (pandas, SciPy)",
  },
  rules: "Rules for the next batch",
  rulesHelp:
    "Learned from the older rows: types, ranges, categories, gaps, rows a day. Change them by hand, save them as JSON, and see what they would have held of the newer rows.",
  rulesChapter: "What rules see and what they cannot is the chapter “Validating”.",
  learnRules: "Learn rules from the older rows",
  applyRules: "Hold the rules against the rows",
  learning: "Learning the rules",
  rulesAnew: "What you changed by hand was carried over to the rules as they are learned now.",
  rulesOfSome: (some: number, of: number) =>
    `Learned for the first ${count(some)} of ${count(of)} columns: more rules nobody keeps by hand. Ignore columns under “What each column is for” to have others learned.`,
  rulesDropped: (rules: readonly string[], more: number) =>
    `Dropped, since a column of it is no longer read: ${rules.join("; ")}${more > 0 ? `; and ${plural(more, "further rule")}` : ""}.`,
  ruleHolds: (rows: number) => `holds ${plural(rows, "row")}`,
  heldOf: (held: number, rows: number) =>
    held === 0
      ? `The rules hold none of the ${plural(rows, "newer row")}.`
      : `The rules hold ${count(held)} of the ${plural(rows, "newer row")} (${Number(((100 * held) / rows).toPrecision(2))} %).`,
  batchStopped: "The newer rows as a whole would be stopped.",
  batchPasses: "As a whole the newer rows pass.",
  heldBefore: (held: number, rows: number) => `Of the ${plural(rows, "older row")} they hold ${count(held)}.`,
  heldRows: (rows: number) =>
    rows > 1000 ? `Save the first 1,000 of ${count(rows)} rows (CSV)` : `Save ${plural(rows, "row")} (CSV)`,
  rulesWhole: "The chapter reads and writes the same file of rules.",
  break: "Break my data",
  breakHelp:
    "Puts a failure of the chapters into the newer rows, in memory alone, and runs the checks again: which of your alarms would ring? The file is not touched.",
  breakWhat: "What happens",
  strength: "Strength",
  breakRun: "Break it, and listen",
  breakLacks: "No column of yours is of the kind that this failure breaks.",
  freshAlarms: (n: number) =>
    n === 0
      ? "No alarm rings that was silent before."
      : `${plural(n, "alarm")} ${n === 1 ? "rings that was" : "ring that were"} silent before.`,
  otherAlarms: (still: number, quiet: number) =>
    `${count(still)} rang before and still ${still === 1 ? "does" : "do"}; ${count(quiet)} ${quiet === 1 ? "stays" : "stay"} silent.`,
  rangBefore: (n: number) => `${plural(n, "alarm")} that ${n === 1 ? "rings" : "ring"} either way`,
  goneAlarms: (n: number) => `${plural(n, "alarm")} rang before and ${n === 1 ? "is" : "are"} silent now`,
  takeSample: (share: number) => `Read a sample of ${Number((100 * share).toPrecision(2))} % of its rows`,
  leaveIt: "Leave it",
  notRead: (file: string) => `“${file}” was not read. What was there before stays below.`,
  relation: "How the two files belong together",
  relations: {
    windows: "An older and a newer file",
    "same-rows": "The same rows twice: training log and serving log",
    outcomes: "Rows, and what became of some of them: transactions and chargebacks",
  } satisfies Record<RelationKind, string>,
  windows: "What is compared with what",
  timeLine: "Rows over time",
  edges: {
    "reference-from": "The older window begins",
    "reference-to": "The older window ends",
    "current-from": "The newer window begins",
    "current-to": "The newer window ends",
  },
  resetWindows: "Back to the first two thirds against the last",
  byTime: "in the order of time",
  bySplit: "by the split column",
  onThisPage: "On this page",
  findings: "Findings",
  nothing: "Nothing found.",
  nothingHelp: "Every check that could run stayed silent. What that is worth:",
  sensitivity: "The smallest effects that would have been seen",
  beyond: (parts: readonly string[]) =>
    `Of thousands of columns the first are shown. Beyond them ${parts.join(", ")}: they stand in the report (JSON, CSV).`,
  beyondOne: (name: string, n: number, verdict: string) =>
    `${name} ${verdict === "rings" ? "rings" : verdict === "silent" ? "is silent" : "cannot tell"} ${count(n)} times`,
  silent: (n: number) => `${plural(n, "check")} stayed silent`,
  cannotTell: (n: number) => `${plural(n, "check")} cannot tell`,
  repair: "Repair",
  chapter: (title: string) => `Explained in “${title}”`,
  rows: (rows: { count: number; shown: number }) =>
    rows.shown < rows.count
      ? `Save the first ${count(rows.shown)} of ${count(rows.count)} rows (CSV)`
      : `Save ${rows.count === 1 ? "the row" : `the ${count(rows.count)} rows`} (CSV)`,
  badShown: (shown: number, of: number) =>
    of === 1
      ? "The row that was set aside"
      : shown < of
        ? `The first ${shown} of ${count(of)} rows that were set aside`
        : `The ${shown} rows that were set aside`,
  badRows: (n: number) =>
    `Save the ${n === 1 ? "row" : `${count(n)} rows`} that ${n === 1 ? "was" : "were"} set aside (CSV)`,
  badRowsSome: (n: number) => `Save the first 1,000 of ${count(n)} rows that were set aside (CSV)`,
  alsoChecks: "Other checks of this column",
  also: "The same of other columns",
  alsoMany: (n: number) => `The same of ${count(n)} other columns`,
  concerns: CONCERNS,
  report: "Take it with you",
  reportHelp:
    "A page that opens from a disk and needs nothing else, or the same for programs. The pictures and sentences are in it, the rows of your data are not.",
  reports: {
    html: "Save the report (HTML)",
    json: "Save as JSON",
    csv: "Save as CSV",
  },
  schema: "What the JSON holds (schema)",
  writing: "Writing",
  numbers: "The numbers",
  evidence: "Its number and picture",
  older: "older",
  newer: "newer",
  asNumber: "Read as numbers",
  asCategory: "Read as text",
  dayFirst: "Read day first",
  monthFirst: "Read month first",
} as const;

export const megabytes = (bytes: number): string =>
  bytes < 1e6
    ? `${count(Math.round(bytes / 1e3))} kB`
    : `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;
