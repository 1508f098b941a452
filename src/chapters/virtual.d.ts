declare module "virtual:contents" {
  /** What is listed of each chapter, in reading order (src/cli/contents.ts). */
  export const contents: readonly Pick<
    import("../core/contracts.ts").Chapter,
    "id" | "title" | "standfirst" | "part" | "order"
  >[];
}
