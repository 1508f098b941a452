declare module "virtual:first-frames" {
  /** A loader for each chapter's default result, computed at build time (src/cli/first-frames.ts). */
  export const frames: Readonly<Record<string, () => Promise<{ default: unknown }>>>;
}
