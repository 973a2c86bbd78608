import type { Feedback } from "../../src/feedback/feedback.ts";
import { threadPath } from "../../src/forum/addresses.ts";
import { excerpt } from "../../src/forum/excerpt.ts";
import { KindredError } from "../../src/forum/errors.ts";
import { Thread } from "../../src/forum/thread.ts";
import { createApp, type AppOptions } from "../../src/http/app.ts";
import type { ForumWriter, Services, Status, ThreadSummary } from "../../src/http/services.ts";
import type { Explanation, Recommender, RelatedTopic, SimilarOptions, SimilarThread, Subject, TopicExplanation } from "../../src/recommend/answers.ts";
import { createPages } from "../../src/web/pages.tsx";
import { createFakeDecisions } from "./fake-decisions.ts";
import { createFakeReview } from "./fake-review.ts";
import { createFakeTopics, pageOf } from "./fake-topics.ts";

type Recorded = { method: keyof Recommender; subject: Subject; options: unknown; signal: AbortSignal | undefined };
type Logged = { level: string; message: string; fields: Record<string, unknown> };

/** The editors whose keys are sent by `AS_ADA` and `AS_ROBIN`. */
const KEYS: ReadonlyMap<string, string> = new Map([["kindred_ada-s_key", "Ada"], ["kindred_robin-s_key", "Robin"]]);

/** A whole forum in memory, in the order its threads were put. */
function createFakeForum(threads: readonly unknown[] = []) {
  const stored = new Map<string, Thread>();
  for (const thread of threads.map((one) => Thread.parse(one))) stored.set(thread.id, thread);
  const calls: Recorded[] = [];
  const feedback: Feedback[] = [];
  let failure: Error | undefined;
  let status: Partial<Status> = {};
  let cut = 0;

  const visible = () => [...stored.values()].filter(({ visibility }) => visibility === "public");
  const publicThread = (id: string) => visible().find((thread) => thread.id === id);
  const requireSubject = (subject: Subject) => {
    if (failure !== undefined) throw failure;
    if ("threadId" in subject && publicThread(subject.threadId) === undefined) {
      throw new KindredError("thread_not_found", `no ${subject.threadId}`, "none");
    }
  };

  const topics = createFakeTopics(visible);

  const similar = (subject: Subject, { limit, minScore = cut, answered = false, explain }: SimilarOptions) => {
    const items = visible()
      .filter(({ replies }) => !answered || replies.length > 0)
      .filter(({ id }) => !("threadId" in subject) || id !== subject.threadId)
      .slice(0, limit)
      .map((thread) => similarThread(thread, explain));
    const shown = items.filter(({ score }) => score >= minScore);
    return {
      items: shown,
      hidden: { belowScore: items.length - shown.length, duplicates: 0 },
      model: "fake:1",
      tookMs: { embed: 0.5, search: 0.25, total: 0.75 },
    };
  };
  const related = (limit: number, explain = false) => ({
    items: topics.shown().slice(0, limit).map((topic, place): RelatedTopic => ({ ...topic, score: 1 / (1 + place), ...(explain ? { explanation: topicExplanation } : {}) })),
  });

  const recommender: Recommender = {
    async similar(subject, options, signal) {
      calls.push({ method: "similar", subject, options, signal });
      requireSubject(subject);
      return similar(subject, options);
    },
    async relatedTopics(subject, options, signal) {
      calls.push({ method: "relatedTopics", subject, options, signal });
      requireSubject(subject);
      return related(options.limit, options.explain);
    },
    async recommend(subject, options, signal) {
      calls.push({ method: "recommend", subject, options, signal });
      requireSubject(subject);
      return { similar: similar(subject, options.similar), relatedFaq: related(options.topicLimit, options.similar.explain) };
    },
    async suggest(inquiry, options, signal) {
      calls.push({ method: "suggest", subject: inquiry, options, signal });
      requireSubject(inquiry);
      const department = visible()[0]?.department;
      return {
        similar: similar(inquiry, { ...options, answered: true, collapse: true, explain: false }),
        relatedFaq: related(options.topicLimit),
        department: department === undefined ? null : { name: department, share: 0.75 },
      };
    },
  };

  const reader: Services["reader"] = {
    thread: publicThread,
    threads: ({ department, ...request }) =>
      pageOf(visible().filter((thread) => department === undefined || thread.department === department).map(summaryOf), request),
    departments() {
      const counts = new Map<string, number>();
      for (const { department } of visible()) if (department !== undefined) counts.set(department, (counts.get(department) ?? 0) + 1);
      return [...counts].map(([name, threadCount]) => ({ name, threadCount }));
    },
    topics: ({ department, ...request }) =>
      pageOf(topics.listed().filter((topic) => department === undefined || topic.department === department), request),
    topicsByDepartment(most) {
      const listed = topics.listed();
      return [...new Set(listed.map(({ department }) => department))].map((department) => {
        const all = listed.filter((topic) => topic.department === department);
        return { department, total: all.length, topics: all.slice(0, most) };
      });
    },
    topic: topics.topic,
    topicThreads: (id, request) => pageOf(topics.threadsOf(id).map(summaryOf), request),
  };

  const writer: ForumWriter = {
    async put(thread) {
      if (failure !== undefined) throw failure;
      const known = stored.get(thread.id);
      stored.set(thread.id, thread);
      if (known === undefined) return "added";
      return JSON.stringify(known) === JSON.stringify(thread) ? "unchanged" : "updated";
    },
    remove: (id) => stored.delete(id),
    async putMany(source, onUnusable) {
      const counts = { added: 0, updated: 0, unchanged: 0 };
      for await (const record of source) {
        if (record.kind === "thread") counts[await writer.put(record.thread)] += 1;
        else onUnusable(record.line, record.reason);
      }
      return counts;
    },
  };

  const decisions = createFakeDecisions(publicThread);
  const reviewing = createFakeReview({
    summaries: () => visible().map(summaryOf),
    question: (id) => publicThread(id)?.question,
    judgement(left, right) {
      const of = decisions.decisions({ offset: 0, limit: -1, current: true }).items.find((one) => [left, right].every((id) => [one.left, one.right].includes(id)));
      return of === undefined || of.decision === "open" ? null : { decision: of.decision, direct: true };
    },
    failure: () => failure,
  });

  const services: Services = {
    recommender,
    reader,
    writer,
    topics: {
      ...topics.editing,
      async edit(...asked) {
        if (failure !== undefined) throw failure;
        return topics.editing.edit(...asked);
      },
    },
    duplicates: { ...decisions, review: reviewing.review },
    keys: { editor: (key) => KEYS.get(key) },
    feedback: { take: (one) => void feedback.push(one) },
    status: () => ({
      ready: true,
      model: { fingerprint: "fake:1", dimensions: 4 },
      counts: { threads: visible().length, passages: visible().length, topics: topics.shown().length },
      index: { sequence: 1, newestSequence: 1, inGraph: visible().length, pending: 0, ageSeconds: null },
      ...status,
    }),
  };
  return {
    services,
    stored,
    calls,
    /** What readers told, public or not. */
    feedback,
    /** What the review of duplicates was asked. */
    reviewCalls: reviewing.calls,
    fail: (error: Error) => (failure = error),
    /** Threads score .5: with a cut above it none is similar enough. */
    setCut: (score: number) => (cut = score),
    setStatus: (changes: Partial<Status>) => (status = changes),
  };
}

/** The app over such a forum, and everything it logged. */
export function createFakeApp(threads: readonly unknown[] = [], options: Partial<AppOptions> = {}) {
  const forum = createFakeForum(threads);
  const logged: Logged[] = [];
  const app = createApp(forum.services, {
    version: "1.2.3",
    log: (level, message, fields) => logged.push({ level, message, fields }),
    pages: createPages,
    ...options,
  });
  return { ...forum, app, logged };
}

function similarThread(thread: Thread, explain: boolean): SimilarThread {
  const [reply] = thread.replies;
  return {
    id: thread.id,
    url: thread.url ?? threadPath(thread.id),
    title: thread.title ?? excerpt(thread.question, 90),
    department: thread.department ?? null,
    score: 0.5,
    question: { excerpt: excerpt(thread.question) },
    reply:
      reply === undefined
        ? null
        : { author: reply.author ?? null, department: reply.department ?? null, excerpt: excerpt(reply.text) },
    matched: "question",
    ...(explain ? { explanation: explanationOf(thread) } : {}),
  };
}

function summaryOf(thread: Thread): ThreadSummary {
  return {
    id: thread.id,
    title: thread.title ?? excerpt(thread.question, 90),
    department: thread.department ?? null,
    askedAt: thread.askedAt ?? null,
    replyCount: thread.replies.length,
    excerpt: excerpt(thread.question),
  };
}

const topicExplanation: TopicExplanation = {
  similarity: { name: 0.5, threads: 0.75, centre: 0.25 },
  nameShare: 0.5,
  own: false,
  threads: [{ id: "1", title: "A knee", similarity: 0.75 }],
  raw: 0.5,
};

function explanationOf(thread: Thread): Explanation {
  const passage = excerpt(thread.question);
  return { similarity: { question: 0.5, reply: null }, words: 1, coverage: 0.5, raw: 0.5, asked: passage, passage, sharedWords: ["knee"] };
}
