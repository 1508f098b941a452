import type { Briefing } from "../../incident/contracts.ts";
import { typeset } from "../../notebook/format.ts";
import { ChartFigure } from "./ChartFigure.tsx";
import { text } from "./text.ts";

/** What one sees on waking: the alert, the colleague, the figures. */
export function Dashboard({ briefing }: { briefing: Briefing }) {
  const { alert, message, lights, charts, productionAt, code } = briefing;
  const ringing = lights.filter(({ rings }) => rings);
  const silent = lights.filter(({ rings }) => !rings);
  return (
    <>
      <section aria-labelledby="incident-woken">
        <h2 id="incident-woken" className="spoken-only">
          {text.woken}
        </h2>
        <p className="incident-alert">
          <span className="label">
            <span aria-hidden="true">▲</span> {alert.name}
          </span>
          {typeset(alert.sentence)}
        </p>
        <figure className="incident-message">
          <figcaption className="label quiet">{text.writes(message.from)}</figcaption>
          <blockquote>
            <p>{message.sentences.map(typeset).join(" ")}</p>
          </blockquote>
        </figure>
      </section>
      <section aria-labelledby="incident-dashboard" className="incident-wide">
        <h2 id="incident-dashboard">{text.dashboard}</h2>
        <p className="quiet">
          {text.lights(ringing.length, lights.length)} {text.dashboardHelp}
        </p>
        <ul className="incident-lights label">
          {ringing.map((light) => (
            <li key={light.id}>
              <span className="verdict rings">
                <span aria-hidden="true">▲</span> {light.name}
              </span>{" "}
              <span>{typeset(light.sentence)}</span>
            </li>
          ))}
        </ul>
        {silent.length > 0 && (
          <details className="fold">
            <summary>
              <span className="verdict silent">
                <span aria-hidden="true">○</span> {text.silentLights(silent.length)}
              </span>
              : {silent.map(({ name }) => name).join(" · ")}
            </summary>
            <ul className="incident-lights label">
              {silent.map((light) => (
                <li key={light.id}>
                  <span className="verdict silent">
                    <span aria-hidden="true">○</span> {light.name}
                  </span>{" "}
                  <span>{typeset(light.sentence)}</span>
                </li>
              ))}
            </ul>
          </details>
        )}
        <div className="incident-charts">
          {charts.map((chart, i) => (
            <ChartFigure
              key={chart.title}
              name={`${code}-dashboard-${i + 1}`}
              chart={chart}
              productionAt={productionAt}
            />
          ))}
        </div>
      </section>
    </>
  );
}
