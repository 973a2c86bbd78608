import { createRoute } from "@hono/zod-openapi";
import { KindredError } from "../../forum/errors.ts";
import { Thread } from "../../forum/thread.ts";
import { DepartmentPageQuery } from "../contract/paging.ts";
import { NoQuery, NoQueryBesideBody } from "../contract/text.ts";
import { PutAnswer, ThreadBody, ThreadPage, ThreadPath } from "../contract/threads.ts";
import { InvalidRequest } from "../problem.ts";
import { wholeBody } from "../request-body.ts";
import { createRouter } from "../router.ts";
import type { ForumWriter, Services } from "../services.ts";
import { answer, body, problems } from "./describe.ts";
import { threadBodyExample, threadExample, threadPageExample } from "./examples.ts";

const tags = ["Threads"];

const list = createRoute({
  method: "get",
  path: "/v1/threads",
  operationId: "listThreads",
  tags,
  summary: "Public threads, a page at a time",
  request: { query: DepartmentPageQuery },
  responses: {
    200: answer("One page of threads.", ThreadPage, threadPageExample),
    ...problems("invalid_request", "internal"),
  },
});

const read = createRoute({
  method: "get",
  path: "/v1/threads/{id}",
  operationId: "readThread",
  tags,
  summary: "One public thread with its replies",
  request: { params: ThreadPath, query: NoQuery },
  responses: {
    200: answer("The thread.", Thread, threadExample),
    ...problems("invalid_request", "thread_not_found", "internal"),
  },
});

const remove = createRoute({
  method: "delete",
  path: "/v1/threads/{id}",
  operationId: "removeThread",
  tags,
  summary: "Remove a thread, public or not",
  request: { params: ThreadPath, query: NoQuery },
  responses: {
    204: { description: "Removed, and in no answer from now on." },
    ...problems("invalid_request", "thread_not_found", "overloaded", "index_unusable", "internal"),
  },
});

function describePut(mostBodyBytes: number) {
  const written = "What became of it; the next answer shows it.";
  return createRoute({
    method: "put",
    path: "/v1/threads/{id}",
    operationId: "putThread",
    tags,
    summary: "Add a thread, or replace it",
    middleware: wholeBody(mostBodyBytes),
    request: { params: ThreadPath, query: NoQueryBesideBody, body: body(ThreadBody, threadBodyExample) },
    responses: {
      200: answer(written, PutAnswer, { id: "example-1", status: "updated" }),
      201: answer(written, PutAnswer, { id: "example-1", status: "added" }),
      ...problems(
        "invalid_request", "payload_too_large", "unsupported_media_type",
        "overloaded", "not_ready", "model_unavailable", "index_unusable", "internal",
      ),
    },
  });
}

export function createThreadRoutes(reader: Services["reader"], writer: ForumWriter, { mostBodyBytes }: { readonly mostBodyBytes: number }) {
  return createRouter()
    .openapi(list, (c) => {
      const { offset, limit, department } = c.req.valid("query");
      return c.json({ ...reader.threads({ offset, limit, department }), offset, limit }, 200);
    })
    .openapi(read, (c) => {
      const thread = reader.thread(c.req.valid("param").id);
      if (thread === undefined) throw threadNotFound();
      return c.json(thread, 200);
    })
    .openapi(remove, (c) => {
      if (!writer.remove(c.req.valid("param").id)) throw threadNotFound();
      return c.body(null, 204);
    })
    .openapi(describePut(mostBodyBytes), async (c) => {
      const { id } = c.req.valid("param");
      const body = c.req.valid("json");
      if (body.id !== undefined && body.id !== id) {
        const fields = [{ field: "id", message: "is not the id in the path" }];
        throw new InvalidRequest("The id in the body is not the id in the path.", fields, "Leave it out, or make both the same.");
      }
      const status = await writer.put({ ...body, id });
      if (status !== "added") return c.json({ id, status }, 200);
      return c.json({ id, status }, 201, { location: `/v1/threads/${encodeURIComponent(id)}` });
    });
}

function threadNotFound(): KindredError {
  return new KindredError("thread_not_found", "There is no such thread.", "Take ids from GET /v1/threads.");
}
