/**
 * The standard error of a ROC AUC from the AUC itself and the number of rows of each outcome, where the scores are not at hand.
 *
 * Source: Hanley, McNeil (1982), "The meaning and use of the area under a ROC curve", Radiology 143.
 */
export function hanleyMcNeilError(auc: number, positives: number, negatives: number): number {
  const q1 = auc / (2 - auc);
  const q2 = (2 * auc * auc) / (1 + auc);
  const square = auc * auc;
  const variance =
    (auc * (1 - auc) + (positives - 1) * (q1 - square) + (negatives - 1) * (q2 - square)) /
    (positives * negatives);
  return Math.sqrt(Math.max(variance, 0));
}
