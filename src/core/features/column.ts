/** Why a value is absent. The two silences are not the same, and neither of them is a zero. */
export const PRESENT = 0;
/** The user has no payment in the window: there is nothing to know. */
export const NO_HISTORY = 1;
/** There may be something to know, but it could not be read: no batch had run, or the feature store did not answer. */
export const NOT_AVAILABLE = 2;
export const ABSENCE_REASONS = ["present", "no history", "not available"] as const;

/** One entry a payment of the world, in every array. Treat it as read-only: features share arrays. */
export type FeatureColumn = {
  /** NaN where absent. Categories as their codes. */
  values: Float64Array;
  /** PRESENT, NO_HISTORY or NOT_AVAILABLE. */
  absence: Uint8Array;
  /**
   * When the value in this row could first have been read, in milliseconds: the batch run that wrote it, or the payment
   * itself. NaN where nothing was ever written.
   */
  knownAt: Float64Array;
};
