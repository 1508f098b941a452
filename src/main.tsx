import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { syncAddress } from "./state/sync.ts";
import "./styles/index.css";

syncAddress();
createRoot(document.getElementById("root")!).render(<App />);
