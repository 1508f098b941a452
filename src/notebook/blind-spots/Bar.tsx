import { useId } from "react";
import type { ViewName } from "./BlindSpots.tsx";
import { FAMILY_NAMES, text } from "./text.ts";
import type { Choice, Order } from "./view.ts";

type BarProps = {
  shown: ViewName;
  setShown(view: ViewName): void;
  choice: Choice;
  setChoice(change: Partial<Choice>): void;
  families: readonly string[];
  groups: readonly string[];
  /** Whether orders and filters are folded until they are asked for. */
  folded: boolean;
};

/** How the matrix is shown, ordered and filtered. */
export function Bar({ shown, setShown, choice, setChoice, families, groups, folded }: BarProps) {
  const orders = Object.entries(text.orders);
  return (
    <div className="spots-bar">
      <Views shown={shown} setShown={setShown} />
      <details className="spots-filters" open={!folded || undefined}>
        <summary hidden={!folded}>{text.filters}</summary>
        <Select
          label={text.rowOrder}
          value={choice.rowOrder}
          options={orders}
          onChange={(value) => setChoice({ rowOrder: value as Order })}
        />
        <Select
          label={text.columnOrder}
          value={choice.columnOrder}
          options={orders}
          onChange={(value) => setChoice({ columnOrder: value as Order })}
        />
        <Select
          label={text.group}
          value={choice.group}
          options={[["all", text.all], ...groups.map((name) => [name, name] as [string, string])]}
          onChange={(group) => setChoice({ group })}
        />
        <Select
          label={text.family}
          value={choice.family}
          options={[
            ["all", text.all],
            ...families.map((id) => [id, FAMILY_NAMES[id] ?? id] as [string, string]),
          ]}
          onChange={(family) => setChoice({ family })}
        />
        <div className="spots-checks">
          <Check
            label={text.onlyBlind}
            on={choice.onlyBlind}
            onChange={(onlyBlind) => setChoice({ onlyBlind })}
          />
          <Check
            label={text.onlyBetter}
            on={choice.onlyBetter}
            onChange={(onlyBetter) => setChoice({ onlyBetter })}
          />
        </div>
      </details>
    </div>
  );
}

function Views({ shown, setShown }: Pick<BarProps, "shown" | "setShown">) {
  const name = useId();
  return (
    <fieldset className="spots-views">
      <legend className="spoken-only">{text.view}</legend>
      {Object.entries(text.views).map(([id, label]) => (
        <label key={id}>
          <input
            type="radio"
            name={name}
            value={id}
            checked={shown === id}
            onChange={() => setShown(id as ViewName)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

type SelectProps = {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange(value: string): void;
};

function Select({ label, value, options, onChange }: SelectProps) {
  return (
    <label className="spots-select">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

function Check({ label, on, onChange }: { label: string; on: boolean; onChange(on: boolean): void }) {
  return (
    <label className="option">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}
