import type { Problem } from "../http/contract/problem.ts";
import { KindredRequestError, type FailureCode } from "./request-error.ts";
import { secondsUntilRetry } from "./retry-after.ts";

/** The error that an answer stands for; `body` is its text, whatever wrote it. */
export function failureOf({ status, headers }: Pick<Response, "status" | "headers">, body: string, now: number): KindredRequestError {
  const retryAfterSeconds = secondsUntilRetry(headers.get("retry-after"), now);
  const problem = headers.get("content-type")?.startsWith("application/problem+json") === true ? problemIn(body) : undefined;
  if (problem === undefined) return unexpectedAnswer(status, { retryAfterSeconds });
  const { code, detail, title, remedy = "", errors, requestId = headers.get("x-request-id") ?? undefined } = problem;
  return new KindredRequestError(code as FailureCode, detail ?? title ?? code, { status, remedy, errors, requestId, retryAfterSeconds });
}

/** Nothing of the answer is told: whatever wrote it may repeat what was asked. */
export function unexpectedAnswer(status: number, more: { readonly retryAfterSeconds?: number | undefined } = {}): KindredRequestError {
  return new KindredRequestError("unexpected_answer", `Something that is not Kindred answered, with status ${status}.`, {
    ...more,
    status,
    remedy: "Check the address, and what stands between: a proxy, or a page to sign in.",
  });
}

export function unreachable(cause: unknown): KindredRequestError {
  return new KindredRequestError("unreachable", "The service cannot be reached.", {
    remedy: "Check the address and the connection; in a browser, also which origins the service answers.",
    cause,
  });
}

export function timedOut(timeoutMs: number): KindredRequestError {
  return new KindredRequestError("timed_out", `No answer came within ${timeoutMs} ms.`, { remedy: "Ask again later, or give it longer with timeoutMs." });
}

type SentProblem = Partial<Problem> & Pick<Problem, "code">;

function problemIn(body: string): SentProblem | undefined {
  try {
    const value = JSON.parse(body) as Partial<Problem> | null;
    return typeof value?.code === "string" ? (value as SentProblem) : undefined;
  } catch {
    return undefined;
  }
}
