import { round } from "./round.ts";
import { DEPARTMENT_VOTE, type DepartmentVote } from "./weights.ts";

/** A thread near to what is asked. */
export interface Voter {
  readonly department: string | null;
  /** Calibrated, 0 to 1. */
  readonly score: number;
}

export interface SuggestedDepartment {
  readonly name: string;
  /** Of the nearest threads' votes, those for it: above 0, at most 1. */
  readonly share: number;
}

/** Short of certainty: odds have an end. */
const HIGHEST_SCORE = 0.999_999;

/**
 * The department that the nearest threads vote for (distance-weighted nearest neighbours, Dudani 1976). A vote weighs by
 * the odds of the thread's score, so that what is nearly certain outweighs what is merely around.
 * @param near best first
 * @param leastScore of the best of them; below it nothing is near, and nobody votes
 * @returns null where they do not agree enough; of two departments with as many votes, the first by name
 */
export function suggestDepartment(near: readonly Voter[], leastScore: number, vote: DepartmentVote = DEPARTMENT_VOTE): SuggestedDepartment | null {
  const [best] = near;
  if (best === undefined || best.score < leastScore) return null;
  const leading = leadingDepartment(near.slice(0, vote.nearest), vote.sharpness);
  return leading === null || leading.share < vote.leastShare ? null : { ...leading, share: round(leading.share) };
}

/**
 * Whichever department has most votes, however few they are.
 * @param sharpness as `DepartmentVote` has it
 */
export function leadingDepartment(voters: readonly Voter[], sharpness: number): SuggestedDepartment | null {
  const votes = new Map<string, number>();
  let all = 0;
  for (const { department, score } of voters) {
    const sure = Math.min(score, HIGHEST_SCORE);
    const weight = (sure / (1 - sure)) ** sharpness;
    all += weight;
    if (department !== null) votes.set(department, (votes.get(department) ?? 0) + weight);
  }
  if (all === 0) return null;
  let leading: SuggestedDepartment | null = null;
  for (const [name, weight] of votes) {
    const share = weight / all;
    if (leading === null || share > leading.share || (share === leading.share && name < leading.name)) leading = { name, share };
  }
  return leading;
}
