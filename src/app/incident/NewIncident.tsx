import { useEffect, useRef, useState } from "react";
import { engine, isAbort } from "../../engine/client.ts";
import { useNotebook } from "../../state/store.ts";
import { freshSeed } from "./chance.ts";
import { placeOf } from "./SetStrip.tsx";
import { text } from "./text.ts";

/** Draws a fresh code whose incident can be solved, and goes there. */
export function NewIncident({ label }: { label: string }) {
  const go = useNotebook((state) => state.go);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);
  const draw = async () => {
    if (busy) return;
    setBusy(true);
    setProblem("");
    controller.current = new AbortController();
    try {
      const [code] = await engine.call<readonly string[]>(
        "incident-codes",
        { wanted: { count: 1, difficulty: "any", falseAlarms: true }, seed: freshSeed() },
        { lane: "incident", sticky: true, signal: controller.current.signal },
      );
      go(placeOf(code!));
    } catch (error) {
      if (!isAbort(error)) setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  return (
    <p className="incident-new">
      <button type="button" className="button strong" aria-disabled={busy} onClick={() => void draw()}>
        {label}
      </button>{" "}
      <span className="label quiet" role="status">
        {busy ? `${text.beginning} …` : problem}
      </span>
    </p>
  );
}
