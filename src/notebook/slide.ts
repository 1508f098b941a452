import type { ParamSpec } from "../core/contracts.ts";
import { snap } from "../state/parameters.ts";

export type NumberSpec = Extract<ParamSpec, { kind: "number" }>;

/** Fine enough that every pixel of a wide slider is a place of its own. */
export const places = 1000;

/** Where a value stands on the slider, 0 to `places`. A logarithmic scale gives each doubling the same room. */
export function toPlace(spec: NumberSpec, value: number): number {
  const { min, max } = spec;
  if (max === min) return 0;
  const share =
    spec.scale === "log" ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return Math.min(places, Math.max(0, share * places));
}

/** The value at a place of the slider, on the parameter's steps. */
export function fromPlace(spec: NumberSpec, place: number): number {
  const { min, max } = spec;
  const share = place / places;
  return snap(spec, spec.scale === "log" ? min * (max / min) ** share : min + (max - min) * share);
}

/**
 * The value after a key: arrows move by a step (on a logarithmic scale by about a twelfth of the value, at least a step), page keys by ten,
 * home and end to the ends. Null for any other key.
 */
export function afterKey(spec: NumberSpec, value: number, key: string): number | null {
  const size = spec.scale === "log" ? Math.max(spec.step, value / 12) : spec.step;
  const page =
    spec.scale === "log"
      ? Math.max(10 * spec.step, value)
      : Math.max(10 * spec.step, (spec.max - spec.min) / 10);
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return snap(spec, value + size);
    case "ArrowLeft":
    case "ArrowDown":
      // Downwards by the step that leads back up.
      return snap(spec, spec.scale === "log" ? value - Math.max(spec.step, value / 13) : value - size);
    case "PageUp":
      return snap(spec, value + page);
    case "PageDown":
      return snap(spec, spec.scale === "log" ? value - Math.max(spec.step, value / 2) : value - page);
    case "Home":
      return spec.min;
    case "End":
      return spec.max;
    default:
      return null;
  }
}
