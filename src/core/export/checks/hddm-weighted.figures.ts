import type { SqlCheck } from "./sql-check.ts";
import { streamFindingFigures } from "./sql-error-line.ts";

const hddmWeighted: Pick<SqlCheck, "id" | "figures"> = {
  id: "hddm-weighted",
  figures: streamFindingFigures,
};
export default hddmWeighted;
