/**
 * ORDER BY of `threads`: the one that answers best comes first. An accepted answer, then more replies, then the oldest, then
 * the first that was written.
 */
export const BEST_FIRST = "accepted DESC, reply_count DESC, asked_at NULLS LAST, threads.key";
