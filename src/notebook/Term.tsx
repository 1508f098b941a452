import { type ReactNode, useEffect, useRef, useState } from "react";
import { addressOf } from "../state/store.ts";

type Late = typeof import("./TermNote.tsx");

/** Milliseconds of reading before the meanings are fetched: the first picture goes before them. */
const patience = 2500;

let late: Promise<Late> | undefined;

function afterThePicture(): Promise<Late> {
  late ??= new Promise((done) => setTimeout(done, patience)).then(() => import("./TermNote.tsx"));
  return late;
}

/** A term of the glossary: a link to its entry that also tells its meaning where it stands. */
export function Term({ of, children }: { of: string; children?: ReactNode }) {
  const link = useRef<HTMLAnchorElement>(null);
  const [Note, setNote] = useState<Late["TermNote"] | null>(null);
  useEffect(() => {
    let gone = false;
    // Without the meanings it is still a link to them.
    afterThePicture().then(
      ({ TermNote }) => gone || setNote(() => TermNote),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, []);
  return (
    <>
      <a className="term" ref={link} href={addressOf({ kind: "page", id: "glossary", item: of })}>
        {children}
      </a>
      {Note && <Note of={of} link={link} />}
    </>
  );
}
