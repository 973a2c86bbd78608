import fc from "fast-check";
import { expect, it } from "vitest";
import * as z from "zod";
import { Thread } from "../../src/forum/thread.ts";
import { CheckAnswer } from "../../src/http/contract/duplicate-check.ts";
import { DecisionPage, DecisionsMade, DuplicateDecision } from "../../src/http/contract/duplicate-decisions.ts";
import { ClusterPage, PairPage, WholeCluster } from "../../src/http/contract/duplicates.ts";
import { Problem } from "../../src/http/contract/problem.ts";
import { Recommendations } from "../../src/http/contract/recommendations.ts";
import { TopicAnswer } from "../../src/http/contract/related-faq.ts";
import { SimilarAnswer } from "../../src/http/contract/similar.ts";
import { Alive, Info, Ready } from "../../src/http/contract/status.ts";
import { IntakeAnswer, PutAnswer, ThreadPage } from "../../src/http/contract/threads.ts";
import { Suggestions } from "../../src/http/contract/suggestions.ts";
import { TopicEditPage, TopicRecord } from "../../src/http/contract/topic-edits.ts";
import { TopicPage, TopicWithThreads } from "../../src/http/contract/topics.ts";
import { exampleThreads } from "./example-forum.ts";
import { anyRequest } from "./any-request.ts";
import { createFakeApp } from "./fakes.ts";

/** What a JSON answer of a route must be, found by its logged pattern. */
const ANSWERS: Record<string, z.ZodType> = {
  "GET /v1/threads/:id/similar": SimilarAnswer,
  "POST /v1/similar": SimilarAnswer,
  "GET /v1/threads/:id/related-faq": TopicAnswer,
  "POST /v1/related-faq": TopicAnswer,
  "GET /v1/threads/:id/recommendations": Recommendations,
  "POST /v1/recommendations": Recommendations,
  "POST /v1/suggestions": Suggestions,
  "GET /v1/threads/:id": Thread,
  "PUT /v1/threads/:id": PutAnswer,
  "GET /v1/threads": ThreadPage,
  "POST /v1/threads": IntakeAnswer,
  "GET /v1/topics": TopicPage,
  "GET /v1/topics/:id": TopicWithThreads,
  "PATCH /v1/topics/:id": TopicRecord,
  "GET /v1/topic-edits": TopicEditPage,
  "POST /v1/duplicates/decisions": DuplicateDecision,
  "GET /v1/duplicates/decisions": DecisionPage,
  "POST /v1/duplicates/decisions/batch": DecisionsMade,
  "GET /v1/duplicates": PairPage,
  "GET /v1/duplicates/clusters": ClusterPage,
  "GET /v1/duplicates/clusters/:id": WholeCluster,
  "POST /v1/duplicates/check": CheckAnswer,
  "GET /healthz": Alive,
  "GET /readyz": Ready,
  "GET /info": Info,
  "GET /openapi.json": z.object({ openapi: z.string() }),
};

it("no request gets a 5xx, every problem is one, and every JSON answer is what its route promises", async () => {
  const seen = new Set<string>();
  const property = fc.asyncProperty(anyRequest, async ({ method, path, headers, body }) => {
    const { app, logged } = createFakeApp(exampleThreads);
    const withBody = !["GET", "HEAD"].includes(method);
    const request = new Request(`http://localhost${path}`, { method, headers, ...(withBody ? { body } : {}) });
    const response = await app.fetch(request);
    expect(response.status).toBeLessThan(500);
    const type = response.headers.get("content-type") ?? "";
    const text = await response.text();
    if (text === "") return;
    if (type.startsWith("application/problem+json")) Problem.strict().parse(JSON.parse(text));
    else expect(new URL(request.url).pathname.startsWith("/v1/") && type.includes("html")).toBe(false);
    if (type.startsWith("application/json")) {
      const route = `${method} ${String(logged.find(({ message }) => message === "request")?.fields["route"])}`;
      expect(Object.keys(ANSWERS)).toContain(route);
      ANSWERS[route]?.parse(JSON.parse(text));
      seen.add(route);
    }
  });
  await fc.assert(property, { numRuns: 1_500 });
  // A property that never gets past the door proves nothing.
  expect([...seen].toSorted()).toEqual(Object.keys(ANSWERS).toSorted());
}, 30_000);
