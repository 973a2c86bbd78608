import type { RowPost } from "../posts/post.ts";
import { type PostReadingOptions, readPosts } from "../posts/read-posts.ts";
import type { SourceRecord } from "../source.ts";
import { readXml } from "../xml/read-xml.ts";
import { postOfRow } from "./post-of-row.ts";

/** Threads from `Posts.xml` of a Stack Exchange data dump, of any size; threads come question by question, not in the order of the file. */
export function readPostsXml(
  bytes: AsyncIterable<Uint8Array>,
  { name, longestLineBytes, ...options }: PostReadingOptions & { readonly name: string; readonly longestLineBytes: number },
): AsyncGenerator<SourceRecord> {
  const rows = readXml<RowPost>(bytes, { name, root: "posts", longest: longestLineBytes }, (emit) => ({
    onOpen(tag, attributes, line) {
      const post = postOfRow(tag, attributes, line);
      if (post !== undefined) emit(post);
    },
  }));
  return readPosts(rows, options);
}
