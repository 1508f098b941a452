import "./session.css";
import { useEffect, useState } from "react";
import { words } from "../../text/words.ts";
import { Foot } from "../Foot.tsx";
import { PLANS, type Plan, stepAt } from "./plans.ts";

const text = {
  start: "Start the clock",
  stop: "Stop the clock",
  before: "Before you begin",
  minutes: "min",
  open: "Open it",
  over: "The time is over.",
  now: (title: string, left: number) =>
    `Now: ${title}. ${left} ${left === 1 ? "minute" : "minutes"} left of it.`,
} as const;

/** How to run a session from the page alone: a training and a demonstration, step by step, with a clock. */
export default function SessionPage() {
  return (
    <article className="page">
      <header className="chapter-head">
        <h1>{words.session}</h1>
        <p className="standfirst">{words.sessionLine}</p>
      </header>
      <div className="prose session">
        {PLANS.map((plan) => (
          <PlanPart key={plan.id} plan={plan} />
        ))}
      </div>
      <Foot place={{ kind: "page", id: "session" }} />
    </article>
  );
}

function PlanPart({ plan }: { plan: Plan }) {
  const [began, setBegan] = useState<number | null>(null);
  const [minutes, setMinutes] = useState(0);
  useEffect(() => {
    if (began === null) return;
    const tick = () => setMinutes((Date.now() - began) / 60_000);
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [began]);
  const now = began === null ? null : stepAt(plan, minutes);
  let at = 0;
  return (
    <section aria-labelledby={`session-${plan.id}`}>
      <h2 id={`session-${plan.id}`}>{plan.name}</h2>
      <p>{plan.line}</p>
      <h3>{text.before}</h3>
      <ul>
        {plan.before.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p className="session-clock label">
        <button
          type="button"
          className="button"
          aria-pressed={began !== null}
          onClick={() => setBegan(began === null ? Date.now() : null)}
        >
          {began === null ? text.start : text.stop}
        </button>{" "}
        <span role="status">
          {began !== null && (now ? text.now(plan.steps[now.index]!.title, Math.ceil(now.left)) : text.over)}
        </span>
      </p>
      <ol className="session-steps">
        {plan.steps.map((step, index) => {
          const from = at;
          at += step.minutes;
          return (
            <li key={`${from} ${step.title}`} aria-current={now?.index === index ? "step" : undefined}>
              <p className="session-time label">
                {clock(from)}–{clock(at)}
                <span className="quiet">
                  {step.minutes} {text.minutes}
                </span>
              </p>
              <div>
                <h3>
                  {step.to === null ? (
                    step.title
                  ) : (
                    <a href={`#/${step.to === "contents" ? "" : step.to}`} target="_blank" rel="noreferrer">
                      {step.title}
                    </a>
                  )}
                </h3>
                <ul>
                  {step.does.map((one) => (
                    <li key={one}>{one}</li>
                  ))}
                </ul>
                <p className="session-says">{step.says}</p>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Minutes since the beginning, as 0:05 and 1:30. */
const clock = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
