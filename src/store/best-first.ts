/**
 * ORDER BY of `threads`: the one that answers best comes first. An accepted answer, then any, then the oldest, then the first
 * that was written.
 */
export const BEST_FIRST = "accepted DESC, reply_count > 0 DESC, asked_at NULLS LAST, threads.key";
