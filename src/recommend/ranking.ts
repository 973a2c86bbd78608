import type { FieldMatch, IndexedThread, ThreadMatch } from "../search/search-index.ts";

/** Share of the reply in a thread's place; chosen on public sets, see DESIGN.md. */
const REPLY_WEIGHT = 0.4;

/** A thread's place before calibration. */
export interface RankedThread {
  readonly match: ThreadMatch;
  /** The mix of its fields' similarities, about -1 to 1. */
  readonly raw: number;
}

/** Mixes the fields. A reply can raise a thread above its question's similarity, never lower it. */
export function rawScore({ question, reply }: Pick<ThreadMatch, "question" | "reply">): number {
  const gain = reply === null ? 0 : Math.max(0, reply.similarity - question.similarity);
  return question.similarity + REPLY_WEIGHT * gain;
}

/** The field that came nearest; the question where both came equally near. */
export function leadingMatch({ question, reply }: ThreadMatch): FieldMatch {
  return reply !== null && reply.similarity > question.similarity ? reply : question;
}

/**
 * Best first. Equal places are told apart by what a reader would prefer, an answered thread, and then by id,
 * so that the same index gives the same order everywhere.
 */
export function rank(matches: readonly ThreadMatch[]): RankedThread[] {
  return matches
    .map((match) => ({ match, raw: rawScore(match) }))
    .sort((left, right) => right.raw - left.raw || byPreference(left.match.thread, right.match.thread));
}

function byPreference(left: IndexedThread, right: IndexedThread): number {
  if (left.answered !== right.answered) return left.answered ? -1 : 1;
  return left.id < right.id ? -1 : 1;
}
