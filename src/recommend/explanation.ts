import { excerpt } from "../forum/excerpt.ts";
import { passagesOf } from "../forum/passage.ts";
import type { Thread } from "../forum/thread.ts";
import { wordsOf } from "../forum/words.ts";
import type { AskedVectors } from "../search/search-index.ts";
import type { Explanation } from "./answers.ts";
import { leadingMatch, type RankedThread } from "./ranking.ts";
import { round } from "./round.ts";
import type { WordEvidence } from "./shared-words.ts";

/** Words that are told at most. */
const MOST_SHARED_WORDS = 5;

/** What was asked, as the texts that its vectors stand for. */
export type AskedTexts = Readonly<Record<keyof AskedVectors, readonly string[]>>;

export interface ExplanationDependencies {
  readonly evidence: WordEvidence;
  readonly texts: AskedTexts;
  /** The words asked that are rare in the forum. */
  readonly rare: ReadonlySet<number>;
}

/** Why a thread has its place. */
export function explain({ match, words: { fit }, raw }: RankedThread, thread: Thread, { evidence, texts, rare }: ExplanationDependencies): Explanation {
  const { passage, asked } = leadingMatch(match);
  const matched = passagesOf(thread).find(
    ({ field, reply, window }) => field === passage.field && reply === passage.reply && window === passage.window,
  );
  return {
    similarity: {
      question: round(match.question.similarity),
      reply: match.reply === null ? null : round(match.reply.similarity),
    },
    words: round(fit),
    coverage: round(evidence.coverage),
    raw: round(raw),
    asked: excerpt(texts[asked.field][asked.place] ?? ""),
    passage: excerpt(matched?.text ?? ""),
    sharedWords: sharedWords(thread, evidence, rare),
  };
}

function sharedWords({ title = "", question }: Thread, { weightOf }: WordEvidence, rare: ReadonlySet<number>): string[] {
  const shared = new Map<number, { readonly written: string; readonly weight: number }>();
  for (const { written, digest } of wordsOf(`${title}\n${question}`)) {
    if (rare.has(digest) && !shared.has(digest)) shared.set(digest, { written, weight: weightOf(digest) });
    if (shared.size === rare.size) break;
  }
  return [...shared.values()]
    .sort((left, right) => right.weight - left.weight)
    .slice(0, MOST_SHARED_WORDS)
    .map(({ written }) => written);
}
