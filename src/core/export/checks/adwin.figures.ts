import type { SqlCheck } from "./sql-check.ts";
import { streamFindingFigures } from "./sql-error-line.ts";

const adwin: Pick<SqlCheck, "id" | "figures"> = {
  id: "adwin",
  figures: streamFindingFigures,
};
export default adwin;
