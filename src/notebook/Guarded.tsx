import { Component, type ReactNode } from "react";
import { words } from "../text/words.ts";

type State = { error: Error | null };

/** Catches what goes wrong while a part is drawn, says so in a sentence, and lets the rest of the page stand. */
export class Guarded extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="notice" role="alert">
        <span>
          {words.partFailed} ({error.message})
        </span>
        <button type="button" className="plain" onClick={() => this.setState({ error: null })}>
          {words.tryAgain}
        </button>
      </div>
    );
  }
}
