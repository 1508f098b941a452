/** The values of a split, in lower case, that name the rows a model was trained on. */
export const TRAINING_NAMES: readonly string[] = ["train", "training", "reference", "ref", "dev"];
