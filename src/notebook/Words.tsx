import { createContext, type ReactNode, useId, useState } from "react";
import { useMedia } from "./size.ts";

type Children = { children?: ReactNode };

export const Training = ({ children }: Children) => <span className="key training">{children}</span>;
export const Production = ({ children }: Children) => <span className="key production">{children}</span>;
export const Fraud = ({ children }: Children) => <span className="key fraud">{children}</span>;

/** A note in the margin, beside what follows it. */
export function Aside({ children }: Children) {
  return (
    <div className="note" role="note">
      {children}
    </div>
  );
}

/** A term where it is first used; its definition stands in the margin, or opens under the line. */
export function Term({ means, children }: Children & { means: string }) {
  const margin = useMedia("(min-width: 82rem)");
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      {margin ? (
        <em>{children}</em>
      ) : (
        <button
          type="button"
          className="term"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {children}
        </button>
      )}
      <span className="note term-note" id={id} data-open={margin || open} role="note">
        <dfn>{children}</dfn> {means}
      </span>
    </>
  );
}

/** Figures side by side where there is room. */
export const Row = ({ children }: Children) => <div className="row">{children}</div>;

export const InLab = createContext(false);

/** Controls and the figures that they move, in one instrument. */
export const Lab = ({ children }: Children) => (
  <InLab value={true}>
    <div className="lab">{children}</div>
  </InLab>
);
