import type { SourceRecord } from "../source.ts";
import { createPartitions, type PartitionOptions } from "./partitions.ts";
import type { Post, RowPost } from "./post.ts";
import { threadOfPosts } from "./thread-of-posts.ts";

export interface PostReadingOptions extends PartitionOptions {
  /** Told which share of the threads, 0 to 1, was given; for the first time when all posts are read. */
  readonly onGiven?: ((share: number) => void) | undefined;
  /** What was only known when all was read, such as a name that stands in another table. */
  readonly complete?: (post: Post) => Post;
}

/**
 * Threads of posts that come in any order, however many: they are grouped on disk, then given question by question.
 * Where `posts` break off, the threads of what came before are given as excerpts, which replace no whole thread; then
 * what broke them is thrown.
 */
export async function* readPosts(
  posts: AsyncIterable<RowPost>,
  { onGiven, complete = (post) => post, ...options }: PostReadingOptions = {},
): AsyncGenerator<SourceRecord> {
  const partitions = createPartitions(options);
  const reading = untilFailure(posts);
  try {
    for await (const post of reading.items) {
      if ("kind" in post) yield post;
      else partitions.add(post);
    }
    const failure = reading.failure();
    onGiven?.(0);
    for await (const { posts: group, share } of partitions.groups()) {
      for (const record of threadOfPosts(group.map(complete))) {
        yield record.kind === "thread" && failure !== undefined ? { ...record, isExcerpt: true } : record;
      }
      onGiven?.(share);
    }
    if (failure !== undefined) throw failure.error;
  } finally {
    partitions.close();
  }
}

/** The items before a source fails, and then how it failed; a failure of whoever takes them is not meant. */
function untilFailure<Item>(source: AsyncIterable<Item>) {
  let failure: { readonly error: unknown } | undefined;
  async function* items(): AsyncGenerator<Item> {
    const iterator = source[Symbol.asyncIterator]();
    try {
      for (;;) {
        let next;
        try {
          next = await iterator.next();
        } catch (error) {
          failure = { error };
          return;
        }
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { items: items(), failure: () => failure };
}
