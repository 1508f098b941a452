/** The few functions of jStat that are used; the library ships no types. */
declare module "jstat" {
  type Quantile = { inv(p: number, a: number, b: number): number };
  const jstat: {
    jStat: { normal: Quantile; beta: Quantile; chisquare: { inv(p: number, dof: number): number } };
  };
  export default jstat;
}
