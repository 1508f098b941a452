import { createContext, type ReactNode } from "react";

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

/** Figures side by side where there is room. */
export const Row = ({ children }: Children) => <div className="row">{children}</div>;

export const InLab = createContext(false);

/** Controls and the figures that they move, in one instrument. */
export const Lab = ({ children }: Children) => (
  <InLab value={true}>
    <div className="lab">{children}</div>
  </InLab>
);
