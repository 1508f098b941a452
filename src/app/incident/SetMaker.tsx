import { type FormEvent, Fragment, useEffect, useId, useRef, useState } from "react";
import { engine, isAbort } from "../../engine/client.ts";
import type { Wanted } from "../../incident/find-codes.ts";
import { MOST_IN_SET } from "../../incident/sets.ts";
import { addressOf } from "../../state/store.ts";
import { words } from "../../text/words.ts";
import { PlaceLink } from "../Contents.tsx";
import { freshSeed } from "./chance.ts";
import { placeOf } from "./SetStrip.tsx";
import { text } from "./text.ts";

const LEVELS = ["rising", "gentle", "fair", "hard", "any"] as const;

/** A trainer chooses how many and how difficult; codes are searched; one link holds them all. */
export function SetMaker() {
  const [wanted, setWanted] = useState<Wanted>({ count: 4, difficulty: "rising", falseAlarms: true });
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [found, setFound] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const button = useRef<HTMLButtonElement>(null);
  const controller = useRef<AbortController | null>(null);
  const id = useId();
  useEffect(() => () => controller.current?.abort(), []);

  const search = async (event: FormEvent) => {
    event.preventDefault();
    controller.current?.abort();
    const own = new AbortController();
    controller.current = own;
    setFound(0);
    setSaid("");
    try {
      const made = await engine.call<readonly string[]>(
        "incident-codes",
        { wanted, seed: freshSeed() },
        { lane: "incident set", signal: own.signal, onProgress: (done) => setFound(done) },
      );
      setCodes(made);
      setSaid(`${text.setReady(made.length)}.`);
    } catch (error) {
      if (!isAbort(error)) setSaid(error instanceof Error ? error.message : String(error));
    } finally {
      if (controller.current === own) setFound(null);
    }
  };

  return (
    <section>
      <h2>{text.trainer}</h2>
      <p>{text.trainerHelp}</p>
      <form className="label incident-maker" onSubmit={(event) => void search(event)}>
        <p className="incident-field">
          <label htmlFor={`${id}-count`}>{text.count}</label>
          <input
            id={`${id}-count`}
            type="number"
            min={1}
            max={MOST_IN_SET}
            step={1}
            required
            value={wanted.count}
            onChange={(event) => {
              const count = Math.round(event.target.valueAsNumber);
              if (count >= 1 && count <= MOST_IN_SET) setWanted({ ...wanted, count });
            }}
          />
        </p>
        <p className="incident-field">
          <label htmlFor={`${id}-level`}>{text.difficulty}</label>
          <select
            id={`${id}-level`}
            value={wanted.difficulty}
            onChange={(event) =>
              setWanted({ ...wanted, difficulty: event.target.value as Wanted["difficulty"] })
            }
          >
            {LEVELS.map((level) => (
              <option key={level} value={level}>
                {text.difficulties[level]}
              </option>
            ))}
          </select>
        </p>
        <label className="option">
          <input
            type="checkbox"
            checked={wanted.falseAlarms}
            onChange={(event) => setWanted({ ...wanted, falseAlarms: event.target.checked })}
          />
          <span>{text.falseAlarms}</span>
        </label>
        <p className="incident-submit">
          <button type="submit" className="button" ref={button}>
            {text.makeSet}
          </button>
          {found !== null && (
            <>
              <progress max={wanted.count} value={found} aria-label={text.searching} />
              <button
                type="button"
                className="plain"
                onClick={() => {
                  button.current?.focus();
                  controller.current?.abort();
                }}
              >
                {text.cancel}
              </button>
            </>
          )}
          <span role="status">
            {found !== null ? `${text.searching}: ${found} of ${wanted.count}` : said}
          </span>
        </p>
      </form>
      {codes && <SetLink codes={codes} />}
    </section>
  );
}

function SetLink({ codes }: { codes: readonly string[] }) {
  const [said, setSaid] = useState("");
  const place = placeOf(codes[0]!, codes);
  const link = `${location.href.split("#")[0]}${addressOf(place)}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setSaid(words.copied);
    } catch {
      setSaid(words.notCopied);
    }
  };
  return (
    <div className="incident-made">
      <p>
        <PlaceLink to={place}>{text.setReady(codes.length)}</PlaceLink>:{" "}
        {codes.map((code, i) => (
          <Fragment key={code}>
            {i > 0 && ", "}
            <span className="incident-whole">{code}</span>
          </Fragment>
        ))}
        .
      </p>
      <p className="label incident-link">{link}</p>
      <p className="incident-submit label">
        <button type="button" className="button strong" onClick={() => void copy()}>
          {text.copySet}
        </button>{" "}
        <span role="status">{said}</span>
      </p>
    </div>
  );
}
