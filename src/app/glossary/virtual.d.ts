declare module "virtual:term-uses" {
  /** By chapter, the terms that its prose uses (src/cli/term-uses.ts). */
  export const uses: Readonly<Record<string, readonly string[]>>;
}
