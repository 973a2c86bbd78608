import type { Embedder } from "../embedding/embedder.ts";
import { KindredError } from "../forum/errors.ts";
import { passagesOf, questionWindows, type Field } from "../forum/passage.ts";
import type { Thread } from "../forum/thread.ts";
import { questionWords } from "../forum/words.ts";
import { MOST_REPLY_VECTORS, type SearchIndex } from "../search/search-index.ts";
import type { DuplicateGroups } from "../store/duplicate-groups.ts";
import type { ForumReader } from "../store/reading.ts";
import type { WordStore } from "../store/words.ts";
import type { Inquiry, Recommender, SimilarOptions, Subject, SuggestionOptions, TopicOptions } from "./answers.ts";
import type { Calibration } from "./calibration.ts";
import { exactMatcher } from "./exact.ts";
import { explain, type AskedTexts } from "./explanation.ts";
import { askedText, createQuestionRanker, type Asked, type RankOptions, type Ranking } from "./ranking.ts";
import { relatedTopics } from "./related-topics.ts";
import { candidatesFor, filterOf, similarThreads } from "./similar-threads.ts";
import { createStandIns } from "./stand-ins.ts";
import { suggestDepartment } from "./suggested-department.ts";
import { createTopicRanker } from "./topic-ranking.ts";
import { DEPARTMENT_VOTE } from "./weights.ts";

export interface RecommenderDependencies {
  readonly embedder: Pick<Embedder, "embed" | "fingerprint">;
  readonly index: SearchIndex;
  readonly reader: Pick<ForumReader, "thread" | "threadsByKey" | "topicsByKey">;
  readonly words: WordStore;
  readonly duplicates: DuplicateGroups;
  readonly calibration: Calibration;
  /** Makes of a text that somebody asks what an ingest makes of a thread's, so that the two stay comparable; as it is unless told. */
  readonly mask?: ((text: string) => string) | undefined;
  readonly now?: () => Date;
}

/** A list that near-identical threads leave short is looked for among so many candidates at last. */
const MOST_CANDIDATES = 16_384;

/** Somebody's question, from the moment its vectors are known. */
interface Question extends Asked {
  readonly rank: (options: RankOptions) => Ranking;
  /** Told in explanations only, so they are made then. */
  readonly texts: () => AskedTexts;
  readonly embedMs: number;
}

export function createRecommender({ embedder, index, reader, words, duplicates, calibration, mask = (text) => text, now = () => new Date() }: RecommenderDependencies): Recommender {
  const rankerOf = createQuestionRanker({ index, words });
  const rankTopics = createTopicRanker(index);

  async function timed(texts: readonly string[], signal: AbortSignal | undefined) {
    const started = performance.now();
    const vectors = await embedder.embed(texts, signal ? { signal } : {});
    return { vectors, embedMs: performance.now() - started };
  }

  async function askText(inquiry: Inquiry, signal: AbortSignal | undefined): Promise<Question> {
    const text = mask(inquiry.text);
    const title = inquiry.title === undefined ? undefined : mask(inquiry.title);
    const windows = questionWindows(text, title);
    const { vectors, embedMs } = await timed(windows, signal);
    const asked = askedText({ text, title }, vectors);
    return {
      ...asked,
      rank: rankerOf(asked),
      texts: () => ({ question: windows, replies: [] }),
      embedMs,
    };
  }

  async function askThread(id: string, signal: AbortSignal | undefined): Promise<Question> {
    const thread = reader.thread(id);
    if (thread === undefined) {
      throw new KindredError(
        "thread_not_found",
        "There is no public thread with this id.",
        "Check the id, or write the thread with PUT /v1/threads/{id} first.",
      );
    }
    const indexed = index.thread(id);
    const { vectors, embedMs } = indexed === undefined ? await embedThread(thread, signal) : { vectors: index.vectorsOf(indexed), embedMs: 0 };
    const asked: Asked = { kind: "thread", id, vectors, words: indexed?.words ?? questionWords(thread) };
    return {
      ...asked,
      rank: rankerOf(asked),
      texts: () => textsByField(thread),
      embedMs,
    };
  }

  /** Another process wrote it a moment ago, with another model: it has no vectors of this one yet. */
  async function embedThread(thread: Thread, signal: AbortSignal | undefined) {
    const { question, replies } = textsByField(thread);
    const { vectors, embedMs } = await timed([...question, ...replies], signal);
    return { vectors: { question: vectors.slice(0, question.length), replies: vectors.slice(question.length) }, embedMs };
  }

  const ask = (subject: Subject, signal: AbortSignal | undefined) =>
    "threadId" in subject ? askThread(subject.threadId, signal) : askText(subject, signal);

  function findSimilar(question: Question, options: SimilarOptions) {
    const started = performance.now();
    const accept = filterOf(options);
    const groups = duplicates.now();
    const own = new Set(question.id === undefined ? [] : groups?.(question.id).map(({ key }) => key));
    // Looked up once, and only where somebody needs them: a list under a thread without explanations does not.
    let rareWords: ReadonlySet<number> | undefined;
    const rare = () => (rareWords ??= words.rareAmong(question.words));
    const isExact = exactMatcher(question, rare);
    let texts: AskedTexts | undefined;
    let count = candidatesFor(options.limit);
    let ranking: Ranking | undefined;
    let more: boolean;
    let found: ReturnType<typeof similarThreads>;
    do {
      const before = ranking?.threads.length ?? 0;
      ranking = question.rank({ count, accept });
      more = ranking.threads.length > before;
      const { threads, words: evidence, rankOf } = ranking;
      found = similarThreads(
        own.size === 0 ? threads : threads.filter(({ match }) => !own.has(match.thread.key)),
        options,
        {
          reader,
          index,
          scoreOf: calibration.score,
          cut: calibration.cuts[question.kind],
          isExact,
          explain: (ranked, thread) => explain(ranked, thread, { evidence, rare: rare(), texts: (texts ??= question.texts()) }),
          standIn: createStandIns({ groups, index, reader, accept, rankOf }),
        },
        now(),
      );
      // Near-identical threads may have used all candidates up.
      count *= 4;
    } while (found.items.length + found.hidden.belowScore < options.limit && more && ranking.threads.length >= count / 4 && count < MOST_CANDIDATES);
    const searchMs = performance.now() - started;
    const { embedMs } = question;
    return {
      ...found,
      model: embedder.fingerprint,
      tookMs: { embed: toTenths(embedMs), search: toTenths(searchMs), total: toTenths(embedMs + searchMs) },
    };
  }

  function findTopics({ id, vectors }: Question, options: TopicOptions) {
    // It is in its own topics, and tells nothing of how near they are.
    const own = id === undefined ? undefined : index.thread(id);
    const weighed = rankTopics({ question: vectors.question, own, leftOut: own?.key });
    return { items: relatedTopics(weighed, options, { reader, calibration }) };
  }

  function findDepartment(question: Question, { language }: Pick<SuggestionOptions, "language">) {
    const { threads } = question.rank({ count: DEPARTMENT_VOTE.nearest, accept: filterOf({ language }) });
    const near = threads.slice(0, DEPARTMENT_VOTE.nearest);
    const readable = reader.threadsByKey(near.map(({ match }) => match.thread.key));
    const voters = near.flatMap(({ match, raw }) => {
      const thread = readable.get(match.thread.key);
      return thread === undefined ? [] : [{ department: thread.department ?? null, score: calibration.score(raw) }];
    });
    return suggestDepartment(voters, calibration.cuts[question.kind].best);
  }

  return {
    similar: async (subject, options, signal) => findSimilar(await ask(subject, signal), options),
    relatedTopics: async (subject, options, signal) => findTopics(await ask(subject, signal), options),
    recommend: async (subject, { similar, topicLimit }, signal) => {
      const question = await ask(subject, signal);
      return { similar: findSimilar(question, similar), relatedFaq: findTopics(question, { limit: topicLimit, explain: similar.explain }) };
    },
    suggest: async (inquiry, { limit, topicLimit, language }, signal) => {
      const question = await askText(inquiry, signal);
      return {
        similar: findSimilar(question, { limit, language, answered: true, collapse: true, explain: false }),
        relatedFaq: findTopics(question, { limit: topicLimit }),
        department: findDepartment(question, { language }),
      };
    },
  };
}

/** What a thread asks with, as `SearchIndex.vectorsOf` has it. */
function textsByField(thread: Thread): AskedTexts {
  const passages = passagesOf(thread);
  const texts = (wanted: Field) => passages.filter(({ field }) => field === wanted).map(({ text }) => text);
  return { question: texts("question"), replies: texts("reply").slice(0, MOST_REPLY_VECTORS) };
}

function toTenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
