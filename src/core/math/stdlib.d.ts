declare module "@stdlib/math-base-special-exp" {
  const exp: (x: number) => number;
  export default exp;
}
declare module "@stdlib/math-base-special-ln" {
  const ln: (x: number) => number;
  export default ln;
}
declare module "@stdlib/math-base-special-erfc" {
  const erfc: (x: number) => number;
  export default erfc;
}
declare module "@stdlib/math-base-special-betainc" {
  const betainc: (x: number, a: number, b: number, regularized?: boolean, upper?: boolean) => number;
  export default betainc;
}
