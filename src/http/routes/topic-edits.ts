import { createRoute } from "@hono/zod-openapi";
import { NoQueryBesideBody } from "../contract/text.ts";
import { TopicEditBody, TopicEditPage, TopicEditsQuery, TopicRecord } from "../contract/topic-edits.ts";
import { TopicPath } from "../contract/topics.ts";
import { editorOf, requireEditor } from "../editor-key.ts";
import { wholeBody } from "../request-body.ts";
import { createRouter } from "../router.ts";
import type { Services } from "../services.ts";
import { answer, body, FOR_EDITORS, problems } from "./describe.ts";
import { topicEditBodyExample, topicEditExample, topicRecordExample } from "./examples.ts";

/** A hundred aliases at their longest, each code unit written as "\u0041", and room for the rest. */
const MOST_BODY_BYTES = 262_144;

const tags = ["Topics"];

const edit = createRoute({
  method: "patch",
  path: "/v1/topics/{id}",
  operationId: "editTopic",
  tags,
  summary: "Rename, merge, pin or hide a topic",
  description:
    "What is absent stays as it is. Hidden and merged topics are edited as well; to put two topics back apart, set mergedInto to null. " +
    "Every change stands in the audit, with the name of the editor's key.",
  security: FOR_EDITORS,
  request: { params: TopicPath, query: NoQueryBesideBody, body: body(TopicEditBody, topicEditBodyExample) },
  responses: {
    200: answer("The topic as it is now; the next answer shows it.", TopicRecord, topicRecordExample),
    ...problems(
      "invalid_request", "key_missing", "key_refused", "topic_not_found", "topic_conflict", "payload_too_large", "unsupported_media_type",
      "overloaded", "not_ready", "model_unavailable", "index_unusable", "internal",
    ),
  },
});

const list = createRoute({
  method: "get",
  path: "/v1/topic-edits",
  operationId: "listTopicEdits",
  tags,
  summary: "What editors changed, newest first",
  security: FOR_EDITORS,
  request: { query: TopicEditsQuery },
  responses: {
    200: answer("One page of the audit.", TopicEditPage, { items: [topicEditExample], total: 1, offset: 0, limit: 20 }),
    ...problems("invalid_request", "key_missing", "key_refused", "internal"),
  },
});

export function createTopicEditRoutes({ topics, keys }: Pick<Services, "topics" | "keys">) {
  const onlyEditors = requireEditor(keys);
  return createRouter()
    .openapi({ ...edit, middleware: [onlyEditors, wholeBody(MOST_BODY_BYTES)] }, async (c) => {
      const { id, name, department, origin, aliases, url, pinned, hidden, mergedInto, threadCount } = await topics.edit(
        c.req.valid("param").id,
        c.req.valid("json"),
        editorOf(c),
      );
      return c.json({ id, name, department, origin, aliases, url, pinned, hidden, mergedInto, threadCount }, 200);
    })
    .openapi({ ...list, middleware: onlyEditors }, (c) => {
      const { offset, limit, topic } = c.req.valid("query");
      return c.json({ ...topics.edits({ offset, limit, topicId: topic }), offset, limit }, 200);
    });
}
