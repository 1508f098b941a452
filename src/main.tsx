import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { preload } from "./app/ChapterPage.tsx";
import { manifestOf, syncAddress } from "./state/sync.ts";
import "./styles/index.css";

const { hash } = window.location;
preload(hash);
await manifestOf(hash)?.catch(() => undefined);
syncAddress();
createRoot(document.getElementById("root")!).render(<App />);
