/** The browser gives the page no workers: nothing can be computed here, what was computed beforehand still shows. */
export class WorkersMissing extends Error {
  override readonly name = "WorkersMissing";
  constructor(cause?: unknown) {
    super(
      "This browser does not let the page start a worker, so the models can't be retrained here. The pictures show the results that were computed beforehand; another browser, or the page served over http, will do.",
      { cause },
    );
  }
}

/** A worker died under a request. The next request gets a new worker. */
export class WorkerCrashed extends Error {
  override readonly name = "WorkerCrashed";
  constructor(detail: string) {
    super(
      `The computation stopped unexpectedly${detail ? ` (${detail})` : ""}. The last good picture stays; change a value or try again.`,
    );
  }
}

/** The request was cancelled, or a newer one in its lane took its place. Nothing to show: check with `isAbort`. */
export function abortError(why: "cancelled" | "superseded"): DOMException {
  return new DOMException(
    why === "cancelled" ? "The request was cancelled." : "A newer request took its place.",
    "AbortError",
  );
}

/** Whether an error only says that the request was cancelled or replaced. */
export function isAbort(error: unknown): boolean {
  return typeof error === "object" && error !== null && (error as { name?: unknown }).name === "AbortError";
}
