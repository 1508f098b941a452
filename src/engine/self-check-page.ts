import { selfCheck } from "./self-check.ts";

const list = document.querySelector("#checks")!;
const state = document.querySelector<HTMLElement>("#state")!;

let checked = 0;
let equal = 0;
try {
  for await (const check of selfCheck()) {
    checked++;
    if (check.equal) equal++;
    const item = document.createElement("li");
    item.dataset[check.of] = check.name;
    item.dataset.equal = String(check.equal);
    item.textContent = check.equal
      ? `${check.of} “${check.name}”: equal`
      : `${check.of} “${check.name}”: differs at ${check.difference}`;
    list.append(item);
  }
  state.textContent = `${equal} of ${checked} equal.`;
  state.dataset.state = equal === checked && checked > 0 ? "equal" : "different";
} catch (error) {
  state.textContent = error instanceof Error ? error.message : String(error);
  state.dataset.state = "failed";
}
