import { usePreferences } from "../state/preferences.ts";
import { useNotebook } from "../state/store.ts";
import { words } from "../text/words.ts";

const workers = typeof Worker !== "undefined";

/** What could not be taken as it stands: in the address, in the storage, in the browser. One sentence each. */
export function Notices() {
  const address = useNotebook((state) => state.warnings);
  const dismissAddress = useNotebook((state) => state.dismissWarnings);
  const stored = usePreferences((choices) => choices.warnings);
  const dismissStored = usePreferences((choices) => choices.dismissWarnings);
  return (
    <div className="notices" role="status">
      {!workers && <p className="notice">{words.noWorkers}</p>}
      <Group warnings={address} dismiss={dismissAddress} />
      <Group warnings={stored} dismiss={dismissStored} />
    </div>
  );
}

function Group({ warnings, dismiss }: { warnings: readonly { sentence: string }[]; dismiss(): void }) {
  if (warnings.length === 0) return null;
  return (
    <div className="notice">
      <ul>
        {warnings.slice(0, 5).map((warning) => (
          <li key={warning.sentence}>{warning.sentence}</li>
        ))}
        {warnings.length > 5 && <li>And {warnings.length - 5} more.</li>}
      </ul>
      <button type="button" className="plain" onClick={dismiss}>
        {words.dismiss}
      </button>
    </div>
  );
}
