import { useEffect, useRef, useState } from "react";
import { type Place, placeKey } from "../state/link.ts";
import { words } from "../text/words.ts";
import { Contents } from "./Contents.tsx";
import { Tools } from "./Tools.tsx";

/** The contents on a narrow screen: the browser's own dialog keeps the focus and closes on Escape. */
export function Drawer({ place }: { place: Place }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const where = placeKey(place);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it closes when the place changes
  useEffect(() => dialog.current?.close(), [where]);
  return (
    <>
      <button
        type="button"
        className="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => {
          dialog.current?.showModal();
          setOpen(true);
        }}
      >
        {words.contents}
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the click is on its backdrop */}
      <dialog
        ref={dialog}
        className="drawer"
        aria-label={words.contents}
        onClose={() => setOpen(false)}
        onClick={(event) => {
          const target = event.target as Element;
          if (target === event.currentTarget || target.closest(".contents :is(a, button)"))
            dialog.current?.close();
        }}
      >
        {open && (
          <>
            <div className="drawer-head">
              <span className="wordmark">{words.name}</span>
              <button type="button" className="button" onClick={() => dialog.current?.close()}>
                {words.closeContents}
              </button>
            </div>
            <Contents place={place} />
            <Tools />
          </>
        )}
      </dialog>
    </>
  );
}
