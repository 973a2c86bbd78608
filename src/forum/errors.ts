/** Every way Kindred can refuse, by a name that never changes. `http/problem.ts` maps each to a status. */
export type ErrorCode =
  | "invalid_request"
  | "key_missing"
  | "key_refused"
  | "origin_refused"
  | "thread_not_found"
  | "topic_not_found"
  | "cluster_not_found"
  | "topic_conflict"
  | "route_not_found"
  | "method_not_allowed"
  | "unsupported_media_type"
  | "payload_too_large"
  | "overloaded"
  | "not_ready"
  | "model_unavailable"
  | "index_unusable"
  | "input_unreadable"
  | "configuration_invalid"
  | "internal";

/** An error meant to be read by whoever can mend it: `message` says what is wrong, `remedy` what to do. */
export class KindredError extends Error {
  override readonly name = "KindredError";
  readonly code: ErrorCode;
  readonly remedy: string;

  constructor(code: ErrorCode, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.remedy = remedy;
  }
}
