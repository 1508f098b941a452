import type { Sample } from "../../workbench/csv/sample.ts";
import type { TooLargeFile } from "../../workbench/diagnose.job.ts";
import type { FileProfile } from "../../workbench/profile.ts";
import { sampleWords } from "../../workbench/words.ts";
import { text } from "./text.ts";

/** The seed of every sample: the same file gives the same rows again. */
const SEED = 1;

/** A file that is too large to be read whole: a sample of it, or nothing. */
export function AskForSample({
  file,
  onSample,
  onNothing,
}: {
  file: TooLargeFile;
  onSample(sample: Sample): void;
  onNothing(): void;
}) {
  return (
    <section aria-label={file.file} className="bench-problem" data-there>
      <p role="alert">{file.said}</p>
      <p className="bench-buttons label">
        <button
          type="button"
          className="button strong"
          onClick={() => onSample({ share: file.share, seed: SEED })}
        >
          {text.takeSample(file.share)}
        </button>
        <button type="button" className="button" onClick={onNothing}>
          {text.leaveIt}
        </button>
      </p>
    </section>
  );
}

/** Says above the findings that they are of a sample. */
export function Sampled({ profiles }: { profiles: readonly FileProfile[] }) {
  return profiles.map(({ file, rows, sampled }) => {
    const words = sampleWords(file, rows, sampled);
    return (
      words && (
        <p key={file} className="bench-problem" data-there>
          {words}
        </p>
      )
    );
  });
}
