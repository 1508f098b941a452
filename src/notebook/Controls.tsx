import { use, useId, useRef, useState } from "react";
import type { ParamSpec } from "../core/contracts.ts";
import { thin } from "../core/export/typeset.ts";
import { useNotebook } from "../state/store.ts";
import { words } from "../text/words.ts";
import { useChapter } from "./context.ts";
import { useLasting } from "./experiments.ts";
import { formatParam } from "./format.ts";
import { NumberBox } from "./NumberBox.tsx";
import { useMedia, useTallness } from "./size.ts";
import { afterKey, fromPlace, places, toPlace } from "./slide.ts";
import { InLab } from "./Words.tsx";

type Of<K extends ParamSpec["kind"]> = {
  name: string;
  spec: Extract<ParamSpec, { kind: K }>;
  locked: boolean;
};

/** As many options stand open as radio buttons; more of them are a list that opens. */
const mostRadios = 8;

/** The chapter's parameters as controls, made from the parameter table alone. */
export function Controls({ only }: { only?: string }) {
  const { chapter, params, reset, live } = useChapter();
  const setting = useNotebook((state) => state.settings[chapter.id]);
  const asked = only?.trim().split(/\s+/);
  const names = (asked ?? Object.keys(chapter.params)).filter(
    (name) => chapter.params[name] && !setting?.hidden.includes(name),
  );
  const summary = names
    .slice(0, 3)
    .map((name) => formatParam(chapter.params[name]!, params[name]!))
    .join(" · ");
  const inLab = use(InLab);
  // In an instrument on a phone the controls are a bar that opens; elsewhere they lie open.
  const bar = useMedia("(max-width: 47.99rem)") && inLab;
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLDetailsElement>(null);
  useTallness(whole);
  return (
    <details
      ref={whole}
      className="controls"
      open={!bar || open}
      onToggle={(event) => bar && setOpen(event.currentTarget.open)}
    >
      <summary>
        <span>{words.controls}</span>
        <span className="quiet">{summary}</span>
      </summary>
      <div className="controls-body">
        <fieldset className="controls-list" disabled={live.fixed}>
          <legend className="spoken-only">{words.controls}</legend>
          {names.map((name) => {
            const spec = chapter.params[name]!;
            const locked = setting?.locked.includes(name) ?? false;
            if (spec.kind === "number") return <Slider key={name} name={name} spec={spec} locked={locked} />;
            if (spec.kind === "choice") {
              const Kind = spec.options.length > mostRadios ? Selection : Choice;
              return <Kind key={name} name={name} spec={spec} locked={locked} />;
            }
            return <Switch key={name} name={name} spec={spec} locked={locked} />;
          })}
        </fieldset>
        <div className="controls-foot">
          {!setting?.hidden.includes("seed") && <Seed locked={setting?.locked.includes("seed") ?? false} />}
          <button type="button" className="button" onClick={reset} disabled={live.fixed}>
            {words.reset}
          </button>
          <CopyLink />
        </div>
        <Progress />
      </div>
    </details>
  );
}

function CopyLink() {
  const { copyLink } = useChapter();
  const [said, setSaid] = useState("");
  return (
    <>
      <button
        type="button"
        className="button"
        onClick={() => void copyLink().then((done) => setSaid(done ? words.copied : words.linkNotCopied))}
      >
        {words.copyLink}
      </button>
      <span role="status" className="quiet">
        {said}
      </span>
    </>
  );
}

/** Keeps its place whether or not something is being computed. */
function Progress() {
  const { live, retry } = useChapter();
  const computing = useLasting(live.status === "computing", 250);
  if (live.status === "error")
    return (
      <p className="controls-state" role="alert">
        {live.error} {live.error?.includes("last good") ? "" : words.keptPicture}{" "}
        {!live.fixed && (
          <button type="button" className="plain" onClick={retry}>
            {words.tryAgain}
          </button>
        )}
      </p>
    );
  const percent = live.progress === null ? "" : ` ${Math.round(live.progress * 100)}${thin}%`;
  return (
    <div className="controls-state" data-busy={computing}>
      {computing && (
        <>
          <progress
            aria-label={words.computing}
            {...(live.progress === null ? {} : { value: live.progress })}
          />
          <span aria-hidden="true">{words.computing + percent}</span>
        </>
      )}
    </div>
  );
}

export function Slider({ name, spec, locked }: Of<"number">) {
  const { params, setParam } = useChapter();
  const id = useId();
  const value = Number(params[name]);
  const text = formatParam(spec, value);
  return (
    <div className="control">
      <label htmlFor={id}>{spec.label}</label>
      <NumberBox name={name} spec={spec} locked={locked} />
      <input
        id={id}
        data-control={name}
        type="range"
        min={0}
        max={places}
        step="any"
        value={toPlace(spec, value)}
        aria-valuetext={text}
        aria-describedby={spec.help ? `${id}-help` : undefined}
        disabled={locked}
        onChange={(event) => setParam(name, fromPlace(spec, Number(event.target.value)))}
        onKeyDown={(event) => {
          const next =
            event.altKey || event.ctrlKey || event.metaKey ? null : afterKey(spec, value, event.key);
          if (next === null) return;
          event.preventDefault();
          setParam(name, next);
        }}
      />
      {spec.help && (
        <p className="control-help" id={`${id}-help`}>
          {spec.help}
        </p>
      )}
    </div>
  );
}

export function Choice({ name, spec, locked }: Of<"choice">) {
  const { params, setParam } = useChapter();
  const group = useId();
  return (
    <fieldset className="control choice" disabled={locked}>
      <legend>{spec.label}</legend>
      {spec.options.map((option, index) => (
        <label key={option} className="option">
          <input
            type="radio"
            name={group}
            value={option}
            checked={params[name] === option}
            {...(params[name] === option ? { "data-control": name } : {})}
            onChange={() => setParam(name, option)}
          />
          <span>{spec.words?.[index] ?? option}</span>
        </label>
      ))}
      {spec.help && <p className="control-help">{spec.help}</p>}
    </fieldset>
  );
}

/** A choice among more than a person takes in at a glance: the browser's own list. */
function Selection({ name, spec, locked }: Of<"choice">) {
  const { params, setParam } = useChapter();
  const id = useId();
  return (
    <div className="control selection">
      <label htmlFor={id}>{spec.label}</label>
      <select
        id={id}
        data-control={name}
        value={String(params[name])}
        disabled={locked}
        aria-describedby={spec.help ? `${id}-help` : undefined}
        onChange={(event) => setParam(name, event.target.value)}
      >
        {spec.options.map((option, index) => (
          <option key={option} value={option}>
            {spec.words?.[index] ?? option}
          </option>
        ))}
      </select>
      {spec.help && (
        <p className="control-help" id={`${id}-help`}>
          {spec.help}
        </p>
      )}
    </div>
  );
}

function Switch({ name, spec, locked }: Of<"flag">) {
  const { params, setParam } = useChapter();
  return (
    <div className="control">
      <label className="option">
        <input
          type="checkbox"
          role="switch"
          aria-checked={params[name] === true}
          data-control={name}
          checked={params[name] === true}
          disabled={locked}
          onChange={(event) => setParam(name, event.target.checked)}
        />
        <span>{spec.label}</span>
      </label>
      {spec.help && <p className="control-help">{spec.help}</p>}
    </div>
  );
}

function Seed({ locked }: { locked: boolean }) {
  const { seed, setSeed } = useChapter();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    const next = draft === null ? Number.NaN : Number(draft);
    if (Number.isInteger(next) && next >= 0 && next < 2 ** 31) setSeed(next);
    setDraft(null);
  };
  return (
    <label className="seed" title={words.seedHelp}>
      <span>{words.seed}</span>
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        size={5}
        disabled={locked}
        value={draft ?? String(seed)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
          if (event.key === "ArrowUp") setSeed(seed + 1);
          if (event.key === "ArrowDown" && seed > 0) setSeed(seed - 1);
        }}
      />
    </label>
  );
}
