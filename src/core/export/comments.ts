import type { ParamSpec } from "../contracts.ts";

/** Control characters, line ends of any kind, halves of surrogate pairs, and marks that turn the direction of reading. */
export const UNSAFE: RegExp = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Any text made safe for one line of comment: it can neither end the line nor turn the direction of reading. */
export function commentText(text: string): string {
  return text.replace(UNSAFE, " ");
}

/** What a parameter is, for the comment above its constant: label, unit and range, or label and options. */
export function specComment(spec: ParamSpec): string {
  if (spec.kind === "flag") return spec.label;
  if (spec.kind === "choice")
    return `${spec.label}: ${spec.options.map((option) => JSON.stringify(option)).join(", ")}`;
  const unit =
    spec.unit === ""
      ? ""
      : spec.unit === "%"
        ? " (a share: 0.05 is 5 %)"
        : spec.unit === "clock"
          ? " (hour of the day)"
          : ` (${spec.unit})`;
  return `${spec.label}${unit}, from ${spec.min} to ${spec.max}`;
}
