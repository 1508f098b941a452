import { FORMAT, VERSION } from "./json.ts";
import { type Field, KINDS, RULE_KINDS } from "./kinds.ts";

type Json = { [key: string]: unknown };

/**
 * The JSON Schema (draft 2020-12) of a file of rules; `public/schemas/rules.schema.json` is this very object. What a schema cannot say (a `min` above
 * its `max`, two rules of one id) `rulesFromJson` says.
 */
export function rulesSchema(): Json {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "rules.schema.json",
    title: "Rules about the rows and batches of a table",
    description:
      "Learned from a reference batch, edited by hand. A row that breaks a rule about rows is held; a batch that breaks a rule about batches is stopped.",
    type: "object",
    required: ["format", "version", "rules"],
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      format: { const: FORMAT },
      version: { const: VERSION },
      stopAbove: {
        type: "number",
        minimum: 0,
        maximum: 1,
        default: 1,
        description: "The whole batch is stopped where more than this share of its rows is held.",
      },
      learnedFrom: {
        type: ["object", "null"],
        required: ["rows", "days", "slack", "deviations"],
        properties: Object.fromEntries(
          ["rows", "days", "slack", "deviations"].map((name) => [name, { type: "number", minimum: 0 }]),
        ),
      },
      rules: { type: "array", items: { oneOf: RULE_KINDS.map((kind) => ({ $ref: `#/$defs/${kind}` })) } },
    },
    $defs: Object.fromEntries(
      RULE_KINDS.map((kind) => {
        const { name, meaning, level, fields } = KINDS[kind];
        return [
          kind,
          {
            title: name,
            description: `${meaning} (${level === "row" ? "holds a row" : "stops a batch"})`,
            type: "object",
            required: ["id", "rule", ...Object.keys(fields)],
            additionalProperties: false,
            properties: {
              id: { type: "string", minLength: 1 },
              rule: { const: kind },
              on: { type: "boolean", default: true },
              from: { enum: ["learned", "edited", "added"], default: "added" },
              ...Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, schemaOf(field)])),
            },
          },
        ];
      }),
    ),
  };
}

function schemaOf(field: Field): Json {
  const nullable = "nullable" in field && field.nullable === true;
  const type = (name: string) => (nullable ? [name, "null"] : name);
  switch (field.is) {
    case "number":
      return {
        type: type("number"),
        ...(field.least === undefined ? {} : { minimum: field.least }),
        ...(field.most === undefined ? {} : { maximum: field.most }),
      };
    case "choice":
      return { enum: field.options };
    case "column":
      return { type: type("string"), minLength: 1, description: "The name of a column." };
    case "text":
      return { type: type("string") };
    case "columns":
      return { type: "array", items: { type: "string", minLength: 1 }, minItems: 1 };
    case "texts":
      return { type: "array", items: { type: "string" }, minItems: 1 };
  }
}
