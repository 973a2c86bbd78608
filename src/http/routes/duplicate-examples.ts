import { summaryExample } from "./examples.ts";

/** Examples of what is told and decided of duplicates; the ids are made up. */
export const decisionBodyExample = { left: "1002", right: "1001", decision: "duplicate", canonical: "1001", score: 0.91 };

export const decisionExample = {
  sequence: 1,
  left: "1001",
  right: "1002",
  decision: "duplicate",
  canonical: "1001",
  score: 0.91,
  editor: "Robin",
  decidedAt: "2026-11-24T09:30:00.000Z",
};

export const decisionsBodyExample = { decisions: [decisionBodyExample, { left: "1001", right: "1003", decision: "related" }] };

export const decisionsExample = {
  items: [decisionExample, { ...decisionExample, sequence: 2, right: "1003", decision: "related", canonical: null, score: null }],
};

const otherSummary = {
  id: "1002",
  title: "Upper left back pain that stays",
  department: "Orthopedics",
  askedAt: "2017-06-02",
  replyCount: 0,
  excerpt: "The upper left of my back has been sore for weeks...",
};

const likeness = { score: 0.93, exact: false };

const page = { total: 1, offset: 0, limit: 20, judging: { judged: 34, total: 210 }, finding: { complete: true, threads: 168, pending: 0 } };

export const pairPageExample = { items: [{ left: summaryExample, right: otherSummary, ...likeness, judgement: null }], ...page };

const clusterPair = { left: summaryExample.id, right: otherSummary.id, ...likeness, judgement: { decision: "duplicate", direct: true } };

const clusterExample = {
  size: 2,
  canonical: { id: summaryExample.id, reason: "most replies" },
  weakest: clusterPair,
  exact: false,
  pairCount: 1,
  judgedCount: 1,
  threads: [summaryExample, otherSummary],
};

export const clusterPageExample = { items: [clusterExample], ...page };

export const wholeClusterExample = { ...clusterExample, pairs: [clusterPair] };

export const checkExample = { verdict: "yes", matches: [{ thread: summaryExample, ...likeness }] };
