/** Examples of the OpenAPI document and of /docs; the ids are made up. */
export const inquiryExample = {
  title: "Aching upper back",
  text: "My upper left back aches after a day at the desk. Which department should I see?",
};

export const similarExample = {
  items: [
    {
      id: "1002",
      url: "/threads/1002",
      title: "Upper back pain and a stiff neck",
      department: "Orthopedics",
      score: 0.83,
      question: { excerpt: "For six months I have had discomfort between the shoulder blades..." },
      reply: {
        author: "Dr. Moss",
        department: "Orthopedics",
        excerpt: "What you describe is common among people who work at a screen...",
      },
      matched: "question",
    },
  ],
  hidden: { belowScore: 2, duplicates: 1 },
  model: "all-MiniLM-L6-v2/int8-fused/p1-0f3a5c7d9b21",
  tookMs: { embed: 2.4, search: 1.1, total: 3.8 },
};

export const topicExample = {
  id: "back-pain.family-medicine",
  name: "Back Pain",
  department: "Family Medicine",
  url: "/topics/back-pain.family-medicine",
  threadCount: 17,
};

export const topicEditBodyExample = { name: "Back Pain", aliases: ["Backache", "Sore Back"] };

export const topicRecordExample = {
  id: topicExample.id,
  name: topicExample.name,
  department: topicExample.department,
  origin: "thread",
  aliases: topicEditBodyExample.aliases,
  url: null,
  pinned: true,
  hidden: false,
  mergedInto: null,
  threadCount: 17,
};

export const topicEditExample = {
  sequence: 1,
  topicId: topicExample.id,
  editedAt: "2026-11-24T09:30:00.000Z",
  editor: "Robin",
  before: { aliases: [], pinned: false },
  after: { aliases: topicEditBodyExample.aliases, pinned: true },
};

export const relatedFaqExample = { items: [{ ...topicExample, score: 0.71 }] };

export const suggestionsExample = { similar: similarExample, relatedFaq: relatedFaqExample, department: { name: "Orthopedics", share: 0.74 } };

export const threadBodyExample = {
  title: "Aching wrist after gardening",
  department: "Orthopedics",
  language: "en",
  topics: ["Wrist Pain"],
  question: "Since Sunday my right wrist aches when I turn a key. Should I rest it?",
  replies: [{ author: "Dr. Fern", department: "Orthopedics", text: "Rest it for a week, and avoid twisting.", accepted: true }],
};

export const threadExample = { id: "example-1", tags: [], visibility: "public", ...threadBodyExample };

export const summaryExample = {
  id: "1001",
  title: "Persistent upper left back pain",
  department: "Family Medicine",
  askedAt: "2017-04-22",
  replyCount: 1,
  excerpt: "I would like to ask about the soreness in my upper left back...",
};

export const threadPageExample = { items: [summaryExample], total: 168, offset: 0, limit: 20 };

export const intakeExample = {
  threads: { added: 2, updated: 0, unchanged: 0, quarantined: 1 },
  quarantined: [{ line: 3, reason: "question is required" }],
};

export const feedbackExample = { event: "clicked", list: "similar", thread: "1001", item: "1002", position: 1 };

export const infoExample = {
  name: "Kindred",
  version: "0.1.0",
  ready: true,
  model: { fingerprint: "all-MiniLM-L6-v2/int8-fused/p1-0f3a5c7d9b21", dimensions: 384 },
  counts: { threads: 168, passages: 431, topics: 64 },
  index: { sequence: 168, newestSequence: 168, inGraph: 431, pending: 0, ageSeconds: 12 },
};
