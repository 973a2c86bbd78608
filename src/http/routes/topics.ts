import { createRoute } from "@hono/zod-openapi";
import { KindredError } from "../../forum/errors.ts";
import { DepartmentPageQuery, PageQuery } from "../contract/paging.ts";
import { TopicPage, TopicPath, TopicWithThreads } from "../contract/topics.ts";
import { createRouter } from "../router.ts";
import type { Services } from "../services.ts";
import { answer, problems } from "./describe.ts";
import { threadPageExample, topicExample } from "./examples.ts";

const tags = ["Topics"];

const list = createRoute({
  method: "get",
  path: "/v1/topics",
  operationId: "listTopics",
  tags,
  summary: "Topics, a page at a time",
  request: { query: DepartmentPageQuery },
  responses: {
    200: answer("One page of topics.", TopicPage, { items: [topicExample], total: 64, offset: 0, limit: 20 }),
    ...problems("invalid_request", "internal"),
  },
});

const read = createRoute({
  method: "get",
  path: "/v1/topics/{id}",
  operationId: "readTopic",
  tags,
  summary: "One topic with its threads, a page at a time",
  description: "The id of a topic that was merged answers with the topic it went into.",
  request: { params: TopicPath, query: PageQuery },
  responses: {
    200: answer("The topic and one page of its threads.", TopicWithThreads, { ...topicExample, threads: threadPageExample }),
    ...problems("invalid_request", "topic_not_found", "internal"),
  },
});

export function createTopicRoutes(reader: Services["reader"]) {
  return createRouter()
    .openapi(list, (c) => {
      const { offset, limit, department } = c.req.valid("query");
      return c.json({ ...reader.topics({ offset, limit, department }), offset, limit }, 200);
    })
    .openapi(read, (c) => {
      const { id } = c.req.valid("param");
      const { offset, limit } = c.req.valid("query");
      const topic = reader.topic(id);
      if (topic === undefined) {
        throw new KindredError("topic_not_found", "There is no such topic.", "Take ids from GET /v1/topics.");
      }
      return c.json({ ...topic, threads: { ...reader.topicThreads(topic.id, { offset, limit }), offset, limit } }, 200);
    });
}
