import { type ReactNode, useEffect, useRef, useState } from "react";
import { addressOf } from "../state/store.ts";
import { afterThePicture } from "./later.ts";

type Late = typeof import("./TermNote.tsx");

let late: Promise<Late> | undefined;

function meanings(): Promise<Late> {
  late ??= afterThePicture().then(() => import("./TermNote.tsx"));
  return late;
}

/** A term of the glossary: a link to its entry that also tells its meaning where it stands. */
export function Term({ of, children }: { of: string; children?: ReactNode }) {
  const link = useRef<HTMLAnchorElement>(null);
  const [Note, setNote] = useState<Late["TermNote"] | null>(null);
  useEffect(() => {
    let gone = false;
    // Without the meanings it is still a link to them.
    meanings().then(
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
