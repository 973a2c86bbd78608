import type { ErrorCode } from "../../forum/errors.ts";
import { EDITOR_KEY } from "../editor-key.ts";
import { Problem } from "../contract/problem.ts";
import { PROBLEMS } from "../problem.ts";

type Status<Code extends ErrorCode> = (typeof PROBLEMS)[Code]["status"];

interface ProblemResponse {
  description: string;
  content: { "application/problem+json": { schema: typeof Problem; examples: Record<string, { value: Problem }> } };
}

/** The error responses of a route for its OpenAPI description: one entry a status, one example a code. */
export function problems<const Code extends ErrorCode>(...codes: readonly Code[]): Record<Status<Code>, ProblemResponse> {
  const responses: Record<number, ProblemResponse> = {};
  for (const code of codes) {
    const { status, title, remedy } = PROBLEMS[code];
    const value = { type: `/docs#${code}`, title, status, detail: `${title}.`, code, remedy };
    const known = responses[status]?.content["application/problem+json"].examples ?? {};
    const titles = [...Object.values(known).map((example) => example.value.title), title];
    responses[status] = {
      description: titles.join(", or: "),
      content: { "application/problem+json": { schema: Problem, examples: { ...known, [code]: { value } } } },
    };
  }
  return responses;
}

/** `security` of a route that `requireEditor` stands before. */
export const FOR_EDITORS = [{ [EDITOR_KEY]: [] }];

/** What any route can refuse that looks something up in the index. */
export const LOOKING = ["invalid_request", "overloaded", "not_ready", "model_unavailable", "index_unusable", "internal"] as const;

/** A JSON answer with an example. */
export function answer<Schema>(description: string, schema: Schema, example: unknown) {
  return { description, content: { "application/json": { schema, example } } };
}

/** A JSON body with an example. */
export function body<Schema>(schema: Schema, example: unknown) {
  return { required: true, content: { "application/json": { schema, example } } } as const;
}
