import type { Terms } from "../contracts.ts";

export default {
  overfitting: {
    term: "Overfitting",
    meaning:
      "Learning what is peculiar to the rows at hand, besides what holds for rows to come. The model then does well where it learned and worse elsewhere.",
  },
  "random-split": {
    term: "Random split",
    meaning:
      "Rows are shuffled, and some are held out to judge the model on. Rows of one customer, or one day, then lie on both sides.",
  },
  "grouped-split": {
    term: "Grouped split",
    meaning:
      "Whole groups, such as customers, are held out: no group has rows on both sides of the line. Also called split by group, or group k-fold.",
  },
  memorising: {
    term: "Memorising",
    meaning:
      "Recognising rows that were seen in training, or their near relations, instead of what makes them what they are.",
  },
  "identifying-feature": {
    term: "Identifying feature",
    meaning:
      "A feature by which single customers can be told apart: a number given out in order, an exact age in days, a usual amount. Two or three together do it where one does not.",
  },
  depth: {
    term: "Depth",
    meaning:
      "How many questions a decision tree asks before it answers. Each more can double the number of answers that it holds.",
  },
  "boosted-trees": {
    term: "Boosted trees",
    meaning:
      "A model made of many small decision trees, each fitted to what those before it got wrong. Their answers are added up.",
  },
  "early-stopping": {
    term: "Early stopping",
    meaning: "No further trees are added once rows held out are no longer ranked better.",
  },
  "learning-curve": {
    term: "Learning curve",
    meaning: "How well a model does as it learns from more rows, or for longer.",
  },
  optimism: {
    term: "Optimism",
    meaning: "What a split promised, less what production gave.",
  },
  "model-selection": {
    term: "Model selection",
    meaning:
      "Choosing among models, depths or numbers of trees by how they do on rows held out. The choice can be no better than the rows.",
  },
} satisfies Terms;
