import { useId, useState } from "react";
import { printPage } from "../notebook/printing.ts";
import { type ThemeChoice, usePreferences } from "../state/preferences.ts";
import { copyLink, presentLink } from "../state/sync.ts";
import { words } from "../text/words.ts";
import { PlaceLink } from "./Contents.tsx";

const choices: readonly ThemeChoice[] = ["system", "light", "dark"];

/** What is always at hand: the link, paper, the theme. */
export function Tools() {
  const theme = usePreferences((preferences) => preferences.theme);
  const setTheme = usePreferences((preferences) => preferences.setTheme);
  const group = useId();
  const [said, setSaid] = useState("");
  return (
    <div className="tools">
      <button
        type="button"
        className="plain"
        onClick={() => {
          void copyLink().then((done) =>
            setSaid(done ? words.linkCopied : `${words.linkNotCopied} ${presentLink()}`),
          );
        }}
      >
        {words.copyLink}
      </button>
      <button type="button" className="plain" onClick={printPage}>
        {words.print}
      </button>
      <PlaceLink to={{ kind: "page", id: "about" }} className="plain">
        {words.about}
      </PlaceLink>
      <fieldset className="theme-switch">
        <legend>{words.theme}</legend>
        {choices.map((choice) => (
          <label key={choice}>
            <input type="radio" name={group} checked={theme === choice} onChange={() => setTheme(choice)} />
            {words.themes[choice]}
          </label>
        ))}
      </fieldset>
      <p className="tools-said" role="status">
        {said}
      </p>
    </div>
  );
}
