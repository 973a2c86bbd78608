import type { ErrorCode, FieldError } from "./shapes.ts";

/**
 * Why there is no good answer: what the service refused with, or
 * `unreachable`: no answer came (no connection, or the browser forbids it),
 * `timed_out`: none came in time,
 * `unexpected_answer`: one came that is not Kindred's, a proxy's page perhaps.
 */
export type FailureCode = ErrorCode | "unreachable" | "timed_out" | "unexpected_answer";

export interface FailureDetails {
  readonly remedy: string;
  readonly status?: number | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/**
 * The one error that the client throws, but for the reason of a signal that was aborted. `message` says what is
 * wrong, for people; decide by `code`. A service newer than the client may send a code that is not listed.
 */
export class KindredRequestError extends Error {
  override readonly name = "KindredRequestError";
  readonly code: FailureCode;
  /** What to do about it. */
  readonly remedy: string;
  /** Of the answer; undefined where none came. */
  readonly status: number | undefined;
  /** The fields at fault; empty where none is. */
  readonly errors: readonly FieldError[];
  /** What the service's log calls the request. */
  readonly requestId: string | undefined;
  /** When the service wants to be asked again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: FailureCode, message: string, { remedy, status, errors = [], requestId, retryAfterSeconds, cause }: FailureDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.remedy = remedy;
    this.status = status;
    this.errors = errors;
    this.requestId = requestId;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
