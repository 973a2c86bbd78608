import type { DuplicateCluster } from "../../duplicates/answers.ts";
import type { JudgedScore } from "../binary-measures.ts";

/** What a cut lets through. */
export function cutCounts(judged: readonly JudgedScore[], cut: number): { readonly shown: number; readonly precision: number; readonly recall: number } {
  const shown = judged.filter(({ score }) => score >= cut);
  const right = shown.filter(({ related }) => related).length;
  return { shown: shown.length, precision: right / shown.length, recall: right / judged.filter(({ related }) => related).length };
}

/** The highest recall of any cut that has at least this precision; 0 where none has. Equal scores come in together. */
export function recallAt(judged: readonly JudgedScore[], precision: number): number {
  const sorted = judged.toSorted((left, right) => right.score - left.score);
  let [right, most] = [0, 0];
  for (const [place, { score, related }] of sorted.entries()) {
    if (related) right += 1;
    if (sorted[place + 1]?.score !== score && right / (place + 1) >= precision) most = right;
  }
  return most / judged.filter(({ related }) => related).length;
}

/** Of every two threads in one cluster, how many people call the same question. */
export function clusterCounts(clusters: readonly DuplicateCluster[], sameQuestion: (left: string, right: string) => boolean) {
  let [together, right, mostThreads] = [0, 0, 0];
  for (const { threads } of clusters) {
    mostThreads = Math.max(mostThreads, threads.length);
    for (const [place, one] of threads.entries()) {
      for (const other of threads.slice(place + 1)) {
        together += 1;
        if (sameQuestion(one.id, other.id)) right += 1;
      }
    }
  }
  return { together, right, mostThreads };
}
