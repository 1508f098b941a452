import type { ShownAnswer } from "../../workbench/diagnose.job.ts";
import { PlaceLink } from "../Contents.tsx";

/** A check by its name: a way to its page, where it is a detector and so has one. */
export function CheckName({
  answer: { check, name, isDetector },
}: {
  answer: Pick<ShownAnswer, "check" | "name" | "isDetector">;
}) {
  if (!isDetector) return name;
  return <PlaceLink to={{ kind: "page", id: "detectors", item: check }}>{name}</PlaceLink>;
}
