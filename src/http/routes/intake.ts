import type { RouteConfig } from "@hono/zod-openapi";
import { KindredError } from "../../forum/errors.ts";
import { readJsonLines } from "../../sources/json-lines.ts";
import { IntakeAnswer } from "../contract/threads.ts";
import { InvalidRequest } from "../problem.ts";
import { bounded, refuseCompressed } from "../request-body.ts";
import { createRouter } from "../router.ts";
import type { ForumWriter } from "../services.ts";
import { answer, problems } from "./describe.ts";
import { intakeExample, threadExample } from "./examples.ts";

const MOST_LISTED = 100;
const JSON_LINES = /^application\/(x-ndjson|ndjson|jsonl|x-jsonlines)\s*(;|$)/i;

const lines = { schema: { type: "string" }, example: JSON.stringify(threadExample) } as const;

/**
 * Only described: the validators of `openapi()` take application/jsonl for JSON, and would read the body whole.
 */
const intake = {
  method: "post",
  // Any other text as a path would hide all routes from the client's types.
  path: "/v1/threads" as const,
  operationId: "putThreads",
  tags: ["Threads"],
  summary: "Add or replace many threads, one JSON object a line",
  description:
    "The body is read as it arrives. A line that cannot be used is left out and named in the answer; the rest goes on. " +
    "A request that breaks off keeps what it brought: sending it again changes nothing that is there already.",
  request: { body: { required: true, content: { "application/x-ndjson": lines, "application/jsonl": lines } } },
  responses: {
    200: answer("What became of the lines; the next answer shows them.", IntakeAnswer, intakeExample),
    ...problems(
      "invalid_request", "input_unreadable", "payload_too_large", "unsupported_media_type",
      "overloaded", "not_ready", "model_unavailable", "index_unusable", "internal",
    ),
  },
} satisfies RouteConfig;

export function createIntakeRoutes(writer: ForumWriter, { mostNdjsonBytes }: { readonly mostNdjsonBytes: number }) {
  const router = createRouter();
  router.openAPIRegistry.registerPath(intake);
  return router.post(intake.path, async (c) => {
    refuseOtherTypes(c.req.header("content-type"));
    refuseCompressed(c.req.header("content-encoding"));
    if (Object.keys(c.req.queries()).length > 0) throw new InvalidRequest("This route takes no parameters.");
    const { body } = c.req.raw;
    if (body === null) throw new InvalidRequest("The body is empty.");

    const quarantined: { line: number; reason: string }[] = [];
    let quarantinedCount = 0;
    const counts = await writer.putMany(readJsonLines(bounded(body, mostNdjsonBytes)), (line, reason) => {
      quarantinedCount += 1;
      if (quarantined.length < MOST_LISTED) quarantined.push({ line, reason });
    });
    const { added, updated, unchanged } = counts;
    if (added + updated + unchanged + quarantinedCount === 0) throw new InvalidRequest("The body holds no line.");
    return c.json({ threads: { added, updated, unchanged, quarantined: quarantinedCount }, quarantined }, 200);
  });
}

function refuseOtherTypes(contentType = ""): void {
  if (JSON_LINES.test(contentType)) return;
  throw new KindredError(
    "unsupported_media_type",
    "This route reads application/x-ndjson or application/jsonl.",
    "Send one JSON object a line with Content-Type: application/x-ndjson; PUT /v1/threads/{id} takes a single one as application/json.",
  );
}
