import { useState } from "react";
import { RELATIONS, type Relation, type RelationKind } from "../../workbench/files/relation.ts";
import { text } from "./text.ts";

/** How two files belong together, why that was guessed, and how to say otherwise. */
export function RelationPart({
  relation,
  onChange,
}: {
  relation: Relation;
  onChange(kind: RelationKind): void;
}) {
  // What was chosen shows at once; what is true of the files follows when they are read so.
  const [chosen, setChosen] = useState({ kind: relation.kind, of: relation });
  const kindShown = chosen.of === relation ? chosen.kind : relation.kind;
  return (
    <section aria-labelledby="bench-relation">
      <h2 id="bench-relation">{text.relation}</h2>
      <p>{relation.reason}</p>
      <fieldset className="bench-relation label">
        <legend className="spoken-only">{text.relation}</legend>
        {RELATIONS.map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name="bench-relation"
              checked={kindShown === kind}
              onChange={() => {
                setChosen({ kind, of: relation });
                onChange(kind);
              }}
            />{" "}
            {text.relations[kind]}
          </label>
        ))}
      </fieldset>
    </section>
  );
}
