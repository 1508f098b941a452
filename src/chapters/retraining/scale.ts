/** The scale of days on the time line of versions: the picture draws by it, and the handle of the roll-back stands on it. */
export const FIRST_DAY = -42;
export const LAST_DAY = 112;

export const isNarrow = (width: number): boolean => width < 600;

/** Pixels to the left and to the right of the scale, for a picture of this width. */
export const sidesOf = (width: number): { left: number; right: number } =>
  isNarrow(width) ? { left: 26, right: 10 } : { left: 74, right: 16 };
