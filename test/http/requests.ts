import { expect } from "vitest";
import { Problem } from "../../src/http/contract/problem.ts";

interface Requestable {
  request(path: string, init?: RequestInit): Response | Promise<Response>;
}

/** What the editor Ada sends along, in a fake app. */
export const AS_ADA = { authorization: "Bearer kindred_ada-s_key" };
export const AS_ROBIN = { authorization: "Bearer kindred_robin-s_key" };

export async function getJson(app: Requestable, path: string, headers: Record<string, string> = {}): Promise<any> {
  const response = await app.request(path, { headers });
  expect(response.status, path).toBe(200);
  return response.json();
}

export function sendJson(app: Requestable, method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return app.request(path, { method, body: text, headers: { "content-type": "application/json", ...headers } });
}

export function sendLines(app: Requestable, body: string, headers: Record<string, string> = {}) {
  return app.request("/v1/threads", { method: "POST", body, headers: { "content-type": "application/x-ndjson", ...headers } });
}

/** Asserts that an answer is a problem of this status and code, and gives it back. */
export async function expectProblem(response: Response | Promise<Response>, status: number, code: string): Promise<Problem> {
  const answer = await response;
  const text = await answer.text();
  expect(answer.headers.get("content-type"), text).toBe("application/problem+json");
  const problem = Problem.strict().parse(JSON.parse(text));
  expect([answer.status, problem.status, problem.code], text).toEqual([status, status, code]);
  expect(problem.detail).not.toBe("");
  expect(problem.remedy).not.toBe("");
  return problem;
}
