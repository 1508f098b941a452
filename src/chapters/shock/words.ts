/** Numbers and names in the sentences and labels of this chapter's figures. It stands alone, so that drawing loads nothing that computes. */
/** A space that does not break. */
const hard = "\u00a0";
/** No break after a sign. */
const joined = "\u2060";

export const two = (value: number): string => value.toFixed(2);
export const three = (value: number): string => value.toFixed(3);
export const one = (value: number): string => value.toFixed(1);
export const whole = (value: number): string => Math.round(value).toLocaleString("en-GB");
export const share = (value: number): string => {
  const percent = value * 100;
  return `${percent > 0 && percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)}${hard}%`;
};
export const percent = (value: number): string => `${Math.round(100 * value)}${hard}%`;
/** "€ 1,240", with a sign in front where it is below zero. */
export const euro = (value: number): string =>
  `${Math.round(value) < 0 ? `−${joined}` : ""}€${hard}${whole(Math.abs(value))}`;
export const signedEuro = (value: number): string =>
  `${Math.round(value) > 0 ? `+${joined}` : ""}${euro(value)}`;
/** Ticks of thousands, and of millions where they are. */
export const thousands = (value: number): string => {
  const size = Math.abs(value);
  const words = size >= 1e6 ? `${size / 1e6}m` : `${size / 1000}k`;
  return value === 0 ? "0" : `${value < 0 ? "−" : "+"}${words}`;
};

export const FIRST = -7;
export const LAST = 42;

/** Short names of the features. */
export const FEATURE_NAMES: Readonly<Record<string, string>> = {
  income_monthly: "income",
  employment_months: "months in the job",
  out_of_work: "out of work",
  utilisation: "credit in use",
  missed_last_12_months: "missed instalments",
  amount_to_income: "amount to income",
};

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
