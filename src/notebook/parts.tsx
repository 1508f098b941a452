import { type ComponentProps, type ComponentType, lazy, Suspense } from "react";
import { Alarms } from "./Alarms.tsx";
import { Controls } from "./Controls.tsx";
import { Notes as NotesPart, Sources } from "./End.tsx";
import { Figure } from "./Figure.tsx";
import { Guarded } from "./Guarded.tsx";
import { Near } from "./Near.tsx";
import { Predict, Reveal, Transfer } from "./Predict.tsx";
import { Option, Question, When } from "./question.tsx";
import { Repair } from "./Repair.tsx";
import { Term } from "./Term.tsx";
import { TwoClocks } from "./TwoClocks.tsx";
import { If, Measure, Value } from "./Value.tsx";
import { Aside, Fraud, Lab, Production, Row, Training } from "./Words.tsx";

/** A part that fails says so where it stands; the rest of the chapter is untouched. */
function guarded<P extends object>(Part: ComponentType<P>): ComponentType<P> {
  return function GuardedPart(props: P) {
    return (
      <Guarded>
        <Part {...props} />
      </Guarded>
    );
  };
}

const WatchDashboard = lazy(() => import("./WatchDashboard.tsx"));
const BlindSpots = lazy(() => import("./blind-spots/BlindSpots.tsx"));
const TakeItToWork = lazy(() => import("./TakeItToWork.tsx"));
const RollBack = lazy(() => import("./RollBack.tsx"));
const RuleBench = lazy(() => import("./RuleBench.tsx"));

const words = { Value, Measure, If, Term, Training, Production, Fraud, Aside };

/** Everything that prose can use without importing it. */
export const parts = {
  ...words,
  Row,
  Lab,
  Controls: guarded(Controls),
  Figure: guarded(Figure),
  TwoClocks: guarded(TwoClocks),
  WatchDashboard: guarded((props: ComponentProps<typeof WatchDashboard>) => (
    <Suspense fallback={<div className="watch-awaited" />}>
      <WatchDashboard {...props} />
    </Suspense>
  )),
  Predict: guarded(Predict),
  Reveal: guarded(Reveal),
  Transfer: guarded(Transfer),
  Question,
  Option,
  When,
  Alarms: guarded(Alarms),
  BlindSpots: guarded(() => (
    <Suspense fallback={<div className="spots" aria-busy="true" />}>
      <BlindSpots />
    </Suspense>
  )),
  Repair: guarded(Repair),
  RuleBench: guarded((props: ComponentProps<typeof RuleBench>) => (
    <Suspense fallback={null}>
      <RuleBench {...props} />
    </Suspense>
  )),
  RollBack: guarded(() => (
    <Suspense fallback={null}>
      <RollBack />
    </Suspense>
  )),
  TakeItToWork: guarded(() => <Near part={TakeItToWork} className="take" />),
  Sources: guarded(Sources),
  Notes: () => <NotesPart components={words} />,
};
