import type { Terms } from "../contracts.ts";

export default {
  feed: {
    term: "Feed",
    meaning:
      "A stream of files or messages by which one system hands its facts to another, often of another company.",
  },
  "batch-scoring": {
    term: "Batch scoring",
    meaning:
      "To collect rows for some time and let the model judge them all together, once a night for example. What has not come by then is not judged.",
  },
  loader: {
    term: "Loader",
    meaning:
      "The code that reads a file into a table. It decides what stands where a field cannot be read, mostly without telling anybody.",
  },
  schema: {
    term: "Schema",
    meaning:
      "What a table promises: the names of its columns, their kinds, which of them may be empty, and what identifies a row.",
  },
  "data-validation": {
    term: "Data validation",
    meaning:
      "To hold rows against rules before anything reads them: schema, ranges, known categories, doubled keys, number of rows. The place where this happens is called a gate.",
  },
  "reference-batch": {
    term: "Reference batch",
    meaning: "Rows that are believed to be right, from which the rules for later rows are learned.",
  },
  quarantine: {
    term: "Quarantine",
    meaning:
      "A place for rows that broke a rule: they are kept, with the rule’s name, and neither used as they are nor thrown away.",
  },
  "fallback-model": {
    term: "Fallback model",
    meaning:
      "A smaller model that does without the field that cannot be trusted, ready for the rows in question.",
  },
  "silent-failure": {
    term: "Silent failure",
    meaning:
      "A failure after which every program goes on, every value has the right form, and the results are wrong.",
  },
  "late-data": {
    term: "Late data",
    meaning: "Rows that arrive after the computation that should have read them has run.",
  },
  "control-total": {
    term: "Control total",
    meaning:
      "A number that the sender writes beside the data, such as how many rows and which sum, so that the receiver can see whether all has come.",
  },
} satisfies Terms;
