import fc from "fast-check";
import { AS_ADA } from "./requests.ts";

export interface AnyRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const words = fc.oneof(
  fc.constantFrom("1", "3", "private", "none", "back-pain.family-medicine", ".", "..", "%", "%00", "%E0%A4%A", "a%2Fb", "'", "<b>"),
  fc.string({ unit: "binary", maxLength: 8 }).map((text) => encodeURIComponent(text)),
  fc.string({ maxLength: 6 }),
);
const wildPath = fc.oneof(
  { weight: 5, arbitrary: fc
      .tuple(fc.constantFrom(
        "/v1/threads/{}/similar", "/v1/threads/{}/related-faq", "/v1/threads/{}/recommendations", "/v1/threads/{}", "/v1/threads",
        "/v1/similar", "/v1/related-faq", "/v1/recommendations", "/v1/suggestions", "/v1/topics", "/v1/topics/{}", "/v1/topic-edits", "/v1/duplicates/decisions", "/v1/duplicates/decisions/batch",
        "/v1/duplicates", "/v1/duplicates/clusters", "/v1/duplicates/clusters/{}", "/v1/duplicates/check", "/v1/feedback", "/healthz", "/readyz", "/info",
        "/openapi.json", "/", "/threads/{}", "/embed/threads/{}", "/topics", "/topics/{}", "/ask", "/docs", "/assets/kindred.css",
      ), words)
      .map(([pattern, word]) => pattern.replace("{}", () => word)) },
  { weight: 1, arbitrary: fc.array(words, { maxLength: 4 }).map((parts) => `/${parts.join("/")}`) },
);
const value = fc.oneof(fc.constantFrom("1", "4", "0", "", "true", "0.5", "0.95", "line", "open", "csv", "2026-11-24", "2026-11-24T09:30:00Z", "abc", "%", "%00", "Family%20Medicine", "1e9", "-1", "/q/%7Bid%7D"), words);
const name = fc.oneof(
  fc.constantFrom("limit", "minScore", "department", "language", "collapse", "explain", "from", "to", "state", "order", "text", "current", "format", "editor", "topicLimit", "offset", "page", "similar", "topics", "link", "topicLink", "__proto__", "v"),
  words,
);
const query = fc
  .array(fc.tuple(name, value), { maxLength: 3 })
  .map((pairs) => (pairs.length === 0 ? "" : `?${pairs.map((pair) => pair.join("=")).join("&")}`));

const field = fc.oneof(fc.constantFrom<unknown>("text", 1, 0, true, null, "", "a\0b", "\ud800", [], {}, 1e308, "x".repeat(400)), fc.jsonValue());
const record = fc.record(
  { text: fc.oneof(fc.string({ minLength: 1 }), field), question: fc.oneof(fc.string({ minLength: 1 }), field), title: field, limit: fc.oneof(fc.integer({ min: 1, max: 9 }), field), collapse: field, replies: field, topics: field, id: field, name: field, aliases: field, url: field, hidden: field, mergedInto: field, editor: field, decisions: field, left: field, right: field, decision: field, canonical: field, score: field, event: field, list: field, items: field, item: field, position: field, "__proto__": field },
  { requiredKeys: [] },
);
const wildBody = fc.oneof(
  record.map((object) => JSON.stringify(object)),
  fc.record({ text: fc.string({ minLength: 1 }) }).map((object) => JSON.stringify(object)),
  fc.record({ question: fc.string({ minLength: 1 }) }).map((object) => JSON.stringify(object)),
  fc.array(record.map((object) => JSON.stringify({ id: "n", ...object }))).map((lines) => lines.join("\n")),
  fc.json(),
  fc.string(),
  fc.string().map((text) => `text=${encodeURIComponent(text)}`),
);
const wildHeaders = fc.record({
  "content-type": fc.constantFrom("application/json", "application/json", "application/x-ndjson", "application/jsonl", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data", "application/json; charset=x", ";"),
  accept: fc.constantFrom("*/*", "text/html", "application/json"),
  authorization: fc.constantFrom(AS_ADA.authorization, AS_ADA.authorization, "Bearer kindred_other", "Bearer", "Basic YTpi", ""),
  "x-request-id": fc.constantFrom("a", "<script>", "x".repeat(300)),
});
const wildMethod = fc.constantFrom("GET", "GET", "GET", "POST", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS", "BREW");

const wild = fc.record({
  method: wildMethod,
  path: fc.tuple(wildPath, query).map((parts) => parts.join("")),
  headers: wildHeaders,
  body: wildBody,
});

const limit = fc.integer({ min: 1, max: 50 });
const text = fc.string({ minLength: 1 }).map((some) => `a${some.replaceAll("\0", "")}`);
const score = fc.double({ min: 0, max: 1, noNaN: true });
const jsonType = { "content-type": "application/json" };
const jsonOfEditor = { ...jsonType, ...AS_ADA };

function tame(method: string, path: fc.Arbitrary<string>, body: fc.Arbitrary<string> = fc.constant(""), headers: Record<string, string> = jsonType) {
  return fc.record({ method: fc.constant(method), path, headers: fc.constant(headers), body });
}

const withLimit = (path: string) => limit.map((most) => `${path}?limit=${most}`);
const asking = fc
  .record({ text, title: text, limit, minScore: score, explain: fc.boolean() }, { requiredKeys: ["text"] })
  .map((one) => JSON.stringify(one));

const decision = fc.record(
  { left: fc.constantFrom("1", "3"), right: fc.constantFrom("4", "a/b?c#d%e f"), decision: fc.constantFrom("duplicate", "related", "unrelated", "skipped", "open"), score },
  { requiredKeys: ["left", "right", "decision"] },
);

const atScore = (path: string) => fc.double({ min: 0.5, max: 0.99, noNaN: true }).map((least) => `${path}?minScore=${least.toFixed(2)}`);
const question = fc.record({ text, title: text }, { requiredKeys: ["text"] });
const batch = fc.record({ decisions: fc.array(decision, { minLength: 1, maxLength: 4 }) });

const feedback = fc.record({ event: fc.constantFrom("clicked", "answered"), list: fc.constantFrom("similar", "ask"), item: text, position: limit });

/** Requests that are in order: half of all, so that answers are looked at too. */
const inOrder = fc.oneof(
  ...["similar", "related-faq", "recommendations"].map((list) => tame("GET", withLimit(`/v1/threads/1/${list}`))),
  tame("POST", fc.constantFrom("/v1/similar", "/v1/recommendations"), asking),
  tame("POST", fc.constant("/v1/suggestions"), fc.record({ text, title: text, limit: fc.integer({ min: 1, max: 20 }), language: text }, { requiredKeys: ["text"] }).map((one) => JSON.stringify(one))),
  tame("POST", fc.constant("/v1/related-faq"), fc.record({ text, limit }).map((one) => JSON.stringify(one))),
  tame("PUT", text.map((id) => `/v1/threads/${encodeURIComponent(id.replaceAll(/[^a-z]/g, ""))}`), text.map((question) => JSON.stringify({ question }))),
  tame("POST", fc.constant("/v1/threads"), fc.array(text, { minLength: 1 }).map((lines) => lines.join("\n")), { "content-type": "application/x-ndjson" }),
  tame("GET", fc.oneof(withLimit("/v1/threads"), withLimit("/v1/topics"), withLimit("/v1/topics/back-pain.family-medicine"))),
  tame("GET", fc.oneof(withLimit("/v1/topic-edits"), withLimit("/v1/duplicates/decisions")), fc.constant(""), jsonOfEditor),
  tame("PATCH", fc.constant("/v1/topics/back-pain.family-medicine"), fc.record({ name: text, pinned: fc.boolean() }, { requiredKeys: ["name"] }).map((one) => JSON.stringify(one)), jsonOfEditor),
  tame("POST", fc.constant("/v1/duplicates/decisions"), decision.map((one) => JSON.stringify(one)), jsonOfEditor),
  tame("POST", fc.constant("/v1/duplicates/decisions/batch"), batch.map((one) => JSON.stringify(one)), jsonOfEditor),
  tame("GET", fc.oneof(...["/v1/duplicates", "/v1/duplicates/clusters", "/v1/duplicates/clusters/1"].map(atScore)), fc.constant(""), jsonOfEditor),
  tame("POST", fc.constant("/v1/duplicates/check"), question.map((one) => JSON.stringify(one))),
  tame("POST", fc.constant("/v1/feedback"), feedback.map((one) => JSON.stringify(one))),
  tame("GET", fc.constantFrom("/v1/threads/1", "/healthz", "/readyz", "/info", "/openapi.json")),
);

export const anyRequest: fc.Arbitrary<AnyRequest> = fc.oneof(wild, inOrder);
