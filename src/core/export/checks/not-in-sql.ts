/**
 * The checks of the page that cannot be run as SQL, each with the reason, as a sentence for the person who looks for it. Where the
 * sentence does not name Python, the reason holds for Python too.
 */
export const notInSql: Readonly<Record<string, string>> = {
  adwin:
    "Its window drops its older part at a cut and keeps its values as buckets that are merged one by one; no statement walks so. In Python it is followed to its first alarm.",
  "domain-classifier":
    "It trains boosted trees on a sample of rows that our own generator draws; no statement, and no other library, gives the same area to the ninth digit.",
  "golden-feature":
    "Its scores are label rates predicted out of fold, by boosted trees for a number, in folds that our own generator draws; no statement, and no other library, gives the same area to the ninth digit.",
  "hddm-weighted":
    "What follows the best start is averaged anew each time a better start is found, with weights that fade; no statement walks so. In Python it is followed to its first alarm.",
  kswin:
    "It compares the newest errors with older ones that our own generator draws at every step; another generator draws others, and rings elsewhere.",
  "mass-over-time":
    "It moves the ends of a stretch of time step by step and shuffles the hits 199 times; no statement does either. In Python the same stretch is found, without the shuffles.",
  "performance-estimate":
    "It makes the score a chance by isotonic regression, which pools neighbours until none falls below the one before; in a statement that takes the square of the number of scores. In Python the same estimate is there, on the score thus calibrated.",
  "random-against-time":
    "It trains a small model of boosted trees for each of four splits, on rows that our own generator draws; no statement, and no other library, gives the same areas to the ninth digit.",
  "recipe-match":
    "It tries more than a hundred recipes, and the hours at which a batch may run, on whole entities that our own generator draws; elsewhere the history of every row would be read again for each of them. Export the entities in question and run the check on their rows here.",
  "truncation-test":
    "It tries the same recipes as the recipe match, and computes the one that fits anew on history cut at up to 100 moments. Export the entities in question and run the check on their rows here.",
  "worst-segment":
    "Which segment is named depends on Fisher’s exact test of each of hundreds, which no engine has. In Python the whole search is there; the label rate and the calibration by segment are SQL.",
};
