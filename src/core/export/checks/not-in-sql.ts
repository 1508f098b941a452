/**
 * The detectors of the standard set that cannot be run as SQL, each with the reason, as a sentence for the person who looks for it.
 */
export const notInSql: Readonly<Record<string, string>> = {
  "domain-classifier":
    "It trains boosted trees on a sample of rows that our own generator draws; no statement, and no other library, gives the same area to the ninth digit.",
  "golden-feature":
    "Its scores are label rates predicted out of fold, by boosted trees for a number, in folds that our own generator draws; no statement, and no other library, gives the same area to the ninth digit.",
};
