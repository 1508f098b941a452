import "../workbench/workbench.css";
import "./detectors.css";
import { detectors } from "../../core/detectors/registry.ts";
import { words } from "../../text/words.ts";
import { DetectorList } from "./DetectorList.tsx";
import { DetectorPage } from "./DetectorPage.tsx";
import { text } from "./text.ts";

/** The list of the detectors, or the one that the address names. */
export default function DetectorPages({ item }: { item?: string | undefined }) {
  if (item === undefined) return <DetectorList />;
  const found = detectors.find((one) => one.id === item);
  if (found) return <DetectorPage detector={found} />;
  return (
    <>
      <header className="chapter-head">
        <h1>{words.detectors}</h1>
        <p className="standfirst" role="alert">
          {text.unknown(item)}
        </p>
      </header>
      <DetectorList />
    </>
  );
}
