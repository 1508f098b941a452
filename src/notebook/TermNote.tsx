import { type RefObject, useEffect, useId, useRef } from "react";
import { numberOf } from "../chapters/contents.ts";
import { addressOf } from "../state/store.ts";
import { words } from "../text/words.ts";
import { glossary } from "./glossary.ts";

/** Milliseconds: a pointer that only passes by opens nothing; one on its way from the word to the note loses nothing. */
const openAfter = 180;
const closeAfter = 260;

/**
 * The meaning of a term, under the word. It opens when the pointer rests on the word or the focus comes to it by keys, and on a
 * tap; it closes on Escape, on a tap elsewhere, and when pointer and focus have left word and note.
 */
export function TermNote({ of, link }: { of: string; link: RefObject<HTMLAnchorElement | null> }) {
  const note = useRef<HTMLSpanElement>(null);
  const id = useId();
  const entry = glossary.get(of);
  const known = entry !== undefined;
  useEffect(() => {
    if (known) return opensAt(link.current!, note.current!, `${id}-meaning`);
  }, [known, link, id]);
  if (!entry) return null;
  const { term, meaning, chapter } = entry;
  return (
    <span className="term-note" popover="manual" ref={note}>
      <b>{term}</b> <span id={`${id}-meaning`}>{meaning}</span>
      <span className="term-where">
        {words.firstExplained}{" "}
        <a href={addressOf({ kind: "chapter", id: chapter.id })}>
          {numberOf(chapter)}. {chapter.title}
        </a>
        {" · "}
        <a href={link.current?.getAttribute("href") ?? "#/glossary"}>{words.glossary}</a>
      </span>
    </span>
  );
}

/** Closes the note that is open: one at a time. */
let closeOther = () => {};

/** Lets a note open at a word; returns how to undo it. */
function opensAt(word: HTMLElement, note: HTMLElement, meaning: string): () => void {
  word.setAttribute("aria-describedby", meaning);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pressed = "";
  let wasOpen = false;
  let comingBack = false;
  const isOpen = () => note.matches(":popover-open");
  const open = () => {
    clearTimeout(timer);
    if (isOpen()) return;
    closeOther();
    closeOther = close;
    note.showPopover();
    place(note, word);
  };
  const close = () => {
    clearTimeout(timer);
    if (isOpen()) note.hidePopover();
  };
  const soon = (what: () => void, wait: number) => {
    clearTimeout(timer);
    timer = setTimeout(what, wait);
  };
  const holdsFocus = () => word.matches(":focus-visible") || note.contains(document.activeElement);

  const ended = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(
    target: HTMLElement,
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
  ) => target.addEventListener(type, listener, { signal: ended.signal });

  for (const target of [word, note]) {
    on(
      target,
      "pointerenter",
      (event) => event.pointerType === "mouse" && soon(open, isOpen() ? 0 : openAfter),
    );
    on(target, "pointerleave", (event) => {
      if (event.pointerType === "mouse" && !holdsFocus()) soon(close, closeAfter);
    });
    on(target, "focusout", (event) => {
      const to = event.relatedTarget as Node | null;
      if (to && to !== word && !note.contains(to)) close();
    });
  }
  on(word, "focus", () => !comingBack && word.matches(":focus-visible") && open());
  on(word, "pointerdown", (event) => {
    pressed = event.pointerType;
    wasOpen = isOpen();
  });
  // A finger cannot rest on a word: its tap opens the note, in which the link to the glossary stands.
  on(word, "click", (event) => {
    if (event.detail === 0 || pressed === "mouse" || pressed === "") return;
    event.preventDefault();
    if (wasOpen) close();
    else open();
  });
  const onPage = { signal: ended.signal, passive: true };
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !isOpen()) return;
      comingBack = true;
      if (note.contains(document.activeElement)) word.focus();
      comingBack = false;
      close();
    },
    onPage,
  );
  document.addEventListener(
    "pointerdown",
    ({ target }) => !word.contains(target as Node) && !note.contains(target as Node) && close(),
    onPage,
  );
  // The note is fixed to the window: it goes along with its word, as long as that is in sight.
  window.addEventListener(
    "scroll",
    () => {
      if (!isOpen()) return;
      const { top, bottom } = word.getBoundingClientRect();
      if ((bottom < 0 || top > innerHeight) && !holdsFocus()) close();
      else place(note, word);
    },
    onPage,
  );
  return () => {
    close();
    ended.abort();
    word.removeAttribute("aria-describedby");
  };
}

/** Under the line that the word stands on, or over it where there is no room; always inside the window. */
function place(note: HTMLElement, word: HTMLElement): void {
  const line = word.getClientRects()[0] ?? word.getBoundingClientRect();
  const edge = 12;
  const { offsetWidth, offsetHeight } = note;
  const below = line.bottom + 6;
  const lowest = innerHeight - offsetHeight - edge;
  const top = Math.max(edge, Math.min(lowest, below <= lowest ? below : line.top - 6 - offsetHeight));
  const left = Math.max(
    edge,
    Math.min(line.left - 12, document.documentElement.clientWidth - offsetWidth - edge),
  );
  note.style.top = `${Math.round(top)}px`;
  note.style.left = `${Math.round(left)}px`;
}
