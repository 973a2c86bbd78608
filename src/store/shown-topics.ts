/**
 * Topics that anybody may see, as a table: key, id, name, department, url. One that is hidden or merged into another is not,
 * nor one without threads, unless a file or an editor wants it. Only public threads are ever in a topic.
 */
export const SHOWN_TOPICS = `(
  SELECT t.key, t.id, t.name, t.department, t.url FROM topics t
  WHERE NOT t.hidden AND t.merged_into IS NULL AND (
    t.origin = 'file' OR t.pinned OR EXISTS (SELECT 1 FROM thread_topics WHERE topic_key = t.key)
    OR EXISTS (SELECT 1 FROM topics merged JOIN thread_topics ON topic_key = merged.key WHERE merged.merged_into = t.key)
  )
)`;

/** Keys of the topic with this key and of those merged into it: its threads are all of theirs. */
export const withMerged = (key: string): string => `(SELECT key FROM topics WHERE key = ${key} OR merged_into = ${key})`;
