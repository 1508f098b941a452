import { type DragEvent, type Ref, useEffect, useId, useRef, useState } from "react";
import { text } from "./text.ts";

/** A place to drop files on, and a button that does the same by keyboard and by touch. */
export function DropZone({
  onFiles,
  onSample,
  onProblem,
  compact,
  button,
}: {
  onFiles(files: readonly File[]): void;
  onSample(): void;
  onProblem(sentence: string): void;
  compact: boolean;
  button: Ref<HTMLButtonElement>;
}) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const take = (files: readonly File[]) => {
    if (files.length > 2) onProblem(text.tooMany(files.length));
    else if (files.length === 0) onProblem(text.notAFile);
    else onFiles(files);
  };
  // A file let go beside the zone would be opened in place of the page, and all on it would be lost.
  const taken = useRef(take);
  taken.current = take;
  useEffect(() => {
    const hasFiles = (event: globalThis.DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const allow = (event: globalThis.DragEvent) => hasFiles(event) && event.preventDefault();
    const catchAll = (event: globalThis.DragEvent) => {
      if (event.defaultPrevented || !hasFiles(event)) return;
      event.preventDefault();
      taken.current([...event.dataTransfer!.files]);
    };
    addEventListener("dragover", allow);
    addEventListener("drop", catchAll);
    return () => {
      removeEventListener("dragover", allow);
      removeEventListener("drop", catchAll);
    };
  }, []);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way to do what the button does.
    <div
      className="drop"
      data-over={over}
      data-compact={compact}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <p className="drop-words">{over ? text.dropNow : text.drop}</p>
      <p className="drop-buttons">
        <button
          type="button"
          className="button strong"
          ref={button}
          onClick={() => input.current?.click()}
          aria-describedby={`${id}-promise`}
        >
          {compact ? text.another : text.choose}
        </button>
        <button type="button" className="button" onClick={onSample} title={text.sampleHelp}>
          {text.sample}
        </button>
      </p>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".csv,.tsv,.txt,.parquet,text/csv,text/tab-separated-values"
        aria-label={text.choose}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file may be chosen again after it was changed.
          event.target.value = "";
          if (files.length > 0) take(files);
        }}
      />
      <p className="label quiet" id={`${id}-promise`}>
        {text.promise}
      </p>
    </div>
  );
}
