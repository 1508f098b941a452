import type { ParamSpec } from "../core/contracts.ts";
import type { Problem } from "./parameters.ts";

export type WarningCode =
  | Problem
  | "unknown-place"
  | "unknown-field"
  | "unknown-control"
  | "unknown-version"
  | "future-version"
  | "not-whole"
  | "repeated"
  | "storage-corrupt"
  | "storage-missing";

/** Something in the address or in the stored choices that could not be taken as it stands. */
export type Warning = {
  code: WarningCode;
  /** The field that is meant: a parameter's key, "seed", "chapter" ... */
  field: string;
  /** What was written there, cut where it is long. Plain text, from anyone: show it as text. */
  value: string;
  /** What stands in for it; empty where it was left out. */
  used: string;
  /** All of that as one sentence for the notice. */
  sentence: string;
};

/** A warning with its sentence. */
export function warn(
  code: WarningCode,
  field: string,
  value: string,
  used: string,
  spec?: ParamSpec,
): Warning {
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return { code, field, value: shown, used, sentence: sentence(code, field, shown, used, spec) };
}

function sentence(code: WarningCode, field: string, value: string, used: string, spec?: ParamSpec): string {
  const instead = used === "" ? "It was left out." : `${used} is used instead.`;
  switch (code) {
    case "not-a-number":
      return `“${value}” in the link is not a number for ${field}. ${instead}`;
    case "not-whole":
      return `“${value}” in the link is not a whole number for ${field}. ${instead}`;
    case "out-of-range": {
      const range =
        spec?.kind === "number"
          ? ` (${spec.min} to ${spec.max}${spec.unit === "%" ? ", as a share" : ""})`
          : "";
      return `${value} in the link is out of range for ${field}${range}. ${instead}`;
    }
    case "off-step":
      return `${value} in the link lies between two steps of ${field}. The nearest, ${used}, is used instead.`;
    case "wrong-option": {
      const options = spec?.kind === "choice" ? ` (${spec.options.join(", ")})` : "";
      return `“${value}” in the link is none of the options of ${field}${options}. ${instead}`;
    }
    case "not-a-flag":
      return `“${value}” in the link is neither on nor off (1 or 0) for ${field}. ${instead}`;
    case "unknown-place":
      return `There is no chapter or page called “${value}”. The contents are shown instead.`;
    case "unknown-field":
      return `The link sets “${field}” to “${value}”; this page has no such setting. It was left out.`;
    case "unknown-control":
      return `The link asks to ${field} a control called “${value}”, which this chapter does not have. It was left out.`;
    case "unknown-version":
      return `“${value}” is not a version of the link format. The chapter's defaults are shown.`;
    case "future-version":
      return `The link was made by a newer version of this notebook (format ${value}; this one reads ${used}). The chapter's defaults are shown.`;
    case "repeated":
      return `The link sets ${field} more than once. The first value, ${used}, is used; “${value}” was left out.`;
    case "storage-corrupt":
      return field === "all"
        ? "What this browser had stored for the notebook could not be read. The defaults are used."
        : `The stored ${field} could not be read. The default is used.`;
    case "storage-missing":
      return "This browser does not let the page store anything. Your choices last until the page is closed.";
  }
}
