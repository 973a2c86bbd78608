import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { ALL } from "../../store/duplicate-decisions.ts";
import { DecisionBody, DecisionPage, DecisionsQuery, DuplicateDecision } from "../contract/duplicate-decisions.ts";
import { pageAsked } from "../contract/paging.ts";
import { NoQueryBesideBody } from "../contract/text.ts";
import { decisionsAsCsv, labelsAsTsv } from "../decision-files.ts";
import { editorOf, requireEditor } from "../editor-key.ts";
import { fileHeaders } from "../file-headers.ts";
import { wholeBody } from "../request-body.ts";
import { createRouter } from "../router.ts";
import type { Services } from "../services.ts";
import { answer, body, FOR_EDITORS, problems } from "./describe.ts";
import { DECIDING_REFUSALS, MOST_DECISION_BYTES } from "./deciding.ts";
import { decisionBodyExample, decisionExample } from "./duplicate-examples.ts";

const tags = ["Duplicates"];

const decide = createRoute({
  method: "post",
  path: "/v1/duplicates/decisions",
  operationId: "decideDuplicate",
  tags,
  summary: "Decide whether two threads are duplicates",
  description:
    "The last decision on a pair stands; all are kept. Threads that were decided to be duplicates, by whatever chain, are one group with one " +
    "canonical thread, which lists show in place of the others.",
  security: FOR_EDITORS,
  request: { query: NoQueryBesideBody, body: body(DecisionBody, decisionBodyExample) },
  responses: {
    201: answer("The decision as it is kept; the next answer follows it.", DuplicateDecision, decisionExample),
    ...problems(...DECIDING_REFUSALS),
  },
});

const page = answer("One page of decisions, or a file of all.", DecisionPage, { items: [decisionExample], total: 1, offset: 0, limit: 20 });

const list = createRoute({
  method: "get",
  path: "/v1/duplicates/decisions",
  operationId: "listDuplicateDecisions",
  tags,
  summary: "What was decided, newest first",
  description: "Decisions about a thread that is not public now are kept, and are in no answer until it is.",
  security: FOR_EDITORS,
  request: { query: DecisionsQuery },
  responses: {
    200: { ...page, content: { ...page.content, "text/csv": { schema: z.string() }, "text/tab-separated-values": { schema: z.string() } } },
    ...problems("invalid_request", "key_missing", "key_refused", "internal"),
  },
});

export function createDuplicateDecisionRoutes({ duplicates, keys }: Pick<Services, "duplicates" | "keys">) {
  const onlyEditors = requireEditor(keys);
  return createRouter()
    .openapi({ ...decide, middleware: [onlyEditors, wholeBody(MOST_DECISION_BYTES)] }, (c) => c.json(duplicates.decide(c.req.valid("json"), editorOf(c)), 201))
    .openapi({ ...list, middleware: onlyEditors }, (c) => {
      const { format, current, editor, ...asked } = c.req.valid("query");
      switch (format) {
        case "csv": {
          const { items } = duplicates.decisions({ ...ALL, current, editor });
          return c.body(decisionsAsCsv(items), 200, fileHeaders("text/csv", "duplicate-decisions.csv"));
        }
        case "tsv":
          return c.body(labelsAsTsv(duplicates.labels({ editor })), 200, fileHeaders("text/tab-separated-values", "duplicate-labels.tsv"));
        case "json": {
          const request = pageAsked(asked);
          return c.json({ ...duplicates.decisions({ ...request, current, editor }), ...request }, 200);
        }
      }
    });
}
