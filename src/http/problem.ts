import { KindredError, type ErrorCode } from "../forum/errors.ts";
import type { FieldError, Problem } from "./contract/problem.ts";

interface Kind {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 500 | 503;
  readonly title: string;
  readonly remedy: string;
  /** Whether the error's own words are for the caller. The others may name files and settings of the server. */
  readonly ownWords: boolean;
  readonly retryAfterSeconds?: number;
  /** How to show who one is, RFC 6750. */
  readonly challenge?: string;
}

const KEY_REMEDY =
  "Send Authorization: Bearer KEY. Whoever runs the service makes a key with npm run keys -- add NAME; it works at once.";

/** The only place that knows which code has which status. */
export const PROBLEMS = {
  invalid_request: {
    status: 400,
    title: "The request cannot be understood",
    remedy: "Mend the fields named in `errors`; /docs lists what each route takes.",
    ownWords: true,
  },
  input_unreadable: {
    status: 400,
    title: "The data sent cannot be read",
    remedy: "Send UTF-8 text, one JSON object a line.",
    ownWords: false,
  },
  key_missing: {
    status: 401,
    title: "This is for editors, and no key was sent",
    remedy: KEY_REMEDY,
    ownWords: false,
    challenge: 'Bearer realm="Kindred"',
  },
  key_refused: {
    status: 401,
    title: "This is for editors, and what was sent is not the key of one",
    remedy: KEY_REMEDY,
    ownWords: false,
    challenge: 'Bearer realm="Kindred", error="invalid_token"',
  },
  origin_refused: {
    status: 403,
    title: "Pages of this site may not ask here",
    remedy: "Whoever runs the service lets a site in by naming it in the setting ALLOWED_ORIGINS, for example https://forum.example.",
    ownWords: false,
  },
  thread_not_found: {
    status: 404,
    title: "There is no such thread",
    remedy: "Take ids from GET /v1/threads. A private, archived or deleted thread is as if it were not there.",
    ownWords: false,
  },
  topic_not_found: {
    status: 404,
    title: "There is no such topic",
    remedy: "Take ids from GET /v1/topics. A topic may have gone with its last public thread, or be hidden.",
    ownWords: false,
  },
  cluster_not_found: {
    status: 404,
    title: "No cluster of duplicates holds this thread",
    remedy:
      "Take ids from GET /v1/duplicates/clusters, with the same minScore here as there: at a higher one fewer threads are duplicates. " +
      "Where finding.complete is false there, ask again later.",
    ownWords: false,
  },
  topic_conflict: {
    status: 409,
    title: "Another topic stands in the way",
    remedy: "Merge the two topics, or choose another name.",
    ownWords: true,
  },
  route_not_found: {
    status: 404,
    title: "There is nothing at this address",
    remedy: "/docs lists every route. Ids in a path are percent-encoded, and no path ends in a slash.",
    ownWords: false,
  },
  method_not_allowed: {
    status: 405,
    title: "This address does not take this method",
    remedy: "Use one of the methods in the Allow header.",
    ownWords: true,
  },
  payload_too_large: {
    status: 413,
    title: "The body is too large",
    remedy: "Send less at once.",
    ownWords: true,
  },
  unsupported_media_type: {
    status: 415,
    title: "The body is of a type that is not read here",
    remedy: "Set the Content-Type that /docs names for this route, and send such a body.",
    ownWords: true,
  },
  overloaded: {
    status: 429,
    title: "Too many requests are waiting",
    remedy: "Send it again after the seconds in Retry-After.",
    ownWords: false,
    retryAfterSeconds: 1,
  },
  not_ready: {
    status: 503,
    title: "Not ready to answer yet",
    remedy: "Try again after the seconds in Retry-After; /readyz says when.",
    ownWords: true,
    retryAfterSeconds: 2,
  },
  model_unavailable: {
    status: 503,
    title: "The embedding model is not available",
    remedy: "Whoever runs the service finds the cause in its log.",
    ownWords: false,
    retryAfterSeconds: 30,
  },
  index_unusable: {
    status: 503,
    title: "The index is not usable",
    remedy: "Whoever runs the service finds the cause in its log.",
    ownWords: false,
    retryAfterSeconds: 30,
  },
  configuration_invalid: {
    status: 500,
    title: "The service is set up wrongly",
    remedy: "Whoever runs the service finds the cause in its log.",
    ownWords: false,
  },
  internal: {
    status: 500,
    title: "Something went wrong here",
    remedy: "Try again. If it stays, tell whoever runs the service the request id.",
    ownWords: false,
  },
} as const satisfies Record<ErrorCode, Kind>;

/** A refusal that names the fields at fault. */
export class FieldsRefused extends KindredError {
  readonly fields: readonly FieldError[];

  constructor(code: ErrorCode, message: string, remedy: string, fields: readonly FieldError[]) {
    super(code, message, remedy);
    this.fields = fields;
  }
}

export class InvalidRequest extends FieldsRefused {
  constructor(message: string, fields: readonly FieldError[] = [], remedy: string = PROBLEMS.invalid_request.remedy) {
    super("invalid_request", message, remedy, fields);
  }
}

/** What is told of an error: nothing that is not meant for the caller. */
export function problemOf(error: KindredError, requestId?: string): Problem {
  const kind: Kind = PROBLEMS[error.code];
  return {
    type: `/docs#${error.code}`,
    title: kind.title,
    status: kind.status,
    detail: kind.ownWords ? error.message : `${kind.title}.`,
    code: error.code,
    remedy: kind.ownWords ? error.remedy : kind.remedy,
    ...(error instanceof FieldsRefused && error.fields.length > 0 ? { errors: [...error.fields] } : {}),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** The headers that go with a code. */
export function headersOf(code: ErrorCode): Record<string, string> {
  const { retryAfterSeconds, challenge }: Kind = PROBLEMS[code];
  return {
    ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
    ...(challenge === undefined ? {} : { "www-authenticate": challenge }),
  };
}

export function statusOf(code: ErrorCode): Kind["status"] {
  return PROBLEMS[code].status;
}
