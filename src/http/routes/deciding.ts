/** Three ids at their longest, each code unit written as "\u0041", and room for the rest. */
export const MOST_DECISION_BYTES = 16_384;

/** What may keep one decision or many from being made. */
export const DECIDING_REFUSALS = [
  "invalid_request", "key_missing", "key_refused", "thread_not_found", "payload_too_large", "unsupported_media_type",
  "overloaded", "index_unusable", "internal",
] as const;
