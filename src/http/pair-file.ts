import type { ReviewedPair } from "../duplicates/answers.ts";
import { csvOf } from "./csv.ts";

const HEADER = ["left", "right", "leftTitle", "rightTitle", "score", "exact", "decision", "direct"];

export function pairsAsCsv(pairs: readonly ReviewedPair[]): string {
  return csvOf(
    HEADER,
    pairs.map(({ left, right, score, exact, judgement }) => [
      left.id, right.id, left.title, right.title, String(score), String(exact), judgement?.decision ?? "", String(judgement?.direct ?? ""),
    ]),
  );
}
