import { createHash } from "node:crypto";
import { readLines } from "../lines.ts";
import { type NamelessFile, openNamelessFile } from "./nameless-file.ts";
import type { Post } from "./post.ts";

/** Files that posts are spread over: a dump of 1.5 GB is spread once, and four levels hold more than any forum ever wrote. */
const FAN_OUT = 128;
const MOST_LEVELS = 4;
/** Longest file that is put together in memory, in bytes; a longer one is spread over files again. */
const LARGEST_PARTITION_BYTES = 12_000_000;
/** What waits for one file, in UTF-16 code units, before it is written. */
const BUFFERED = 32 * 1_024;

/** All posts of one question, in the order in which they came; `share` of the posts is given with it, 0 to 1. */
export interface PostGroup {
  readonly posts: readonly Post[];
  readonly share: number;
}

/** Posts on disk, spread by their question, so that those of one question meet though any number lies between them. */
export interface Partitions {
  add(post: Post): void;
  /** Each question's posts, once; no more may be added then. */
  groups(): AsyncGenerator<PostGroup>;
  close(): void;
}

export interface PartitionOptions {
  readonly largestPartitionBytes?: number;
  readonly openFile?: () => NamelessFile;
}

/** Memory stays the same however much is added: a partition that is too large is partitioned again. */
export function createPartitions({ largestPartitionBytes = LARGEST_PARTITION_BYTES, openFile = openNamelessFile }: PartitionOptions = {}): Partitions {
  const open = new Set<Level>();

  function openLevel(depth: number): Level {
    const level = createLevel(depth, openFile);
    open.add(level);
    return level;
  }

  async function* groupsOf(level: Level, start: number, span: number): AsyncGenerator<PostGroup> {
    const files = level.finish();
    const total = files.reduce((sum, file) => sum + file.bytes, 0);
    let before = 0;
    for (const file of files) {
      const bytes = file.bytes;
      const from = start + (span * before) / total;
      const part = (span * bytes) / total;
      if (bytes > largestPartitionBytes && level.depth + 1 < MOST_LEVELS) {
        const finer = openLevel(level.depth + 1);
        for await (const post of postsOf(file)) finer.add(post);
        file.close();
        yield* groupsOf(finer, from, part);
      } else {
        const groups = await groupPosts(file);
        file.close();
        for (const [place, posts] of groups.entries()) yield { posts, share: from + (part * (place + 1)) / groups.length };
      }
      before += bytes;
    }
    level.close();
    open.delete(level);
  }

  const top = openLevel(0);
  return {
    add: top.add,
    groups: () => groupsOf(top, 0, 1),
    close: () => {
      for (const level of open) level.close();
    },
  };
}

interface Level {
  readonly depth: number;
  add(post: Post): void;
  /** The files, with all that was added. */
  finish(): readonly NamelessFile[];
  close(): void;
}

function createLevel(depth: number, openFile: () => NamelessFile): Level {
  const files: (NamelessFile | undefined)[] = Array.from({ length: FAN_OUT }, () => undefined);
  const waiting = Array.from({ length: FAN_OUT }, () => "");

  function flush(place: number): void {
    (files[place] ??= openFile()).append(waiting[place]!);
    waiting[place] = "";
  }

  return {
    depth,
    add: (post) => {
      // Each level spreads by a byte of its own, or all that came together once would stay together.
      const place = createHash("sha256").update(post.question).digest()[depth]! % FAN_OUT;
      waiting[place] += `${JSON.stringify(post)}\n`;
      if (waiting[place]!.length > BUFFERED) flush(place);
    },
    finish: () => {
      for (let place = 0; place < FAN_OUT; place += 1) if (waiting[place] !== "") flush(place);
      return files.filter((file) => file !== undefined);
    },
    close: () => {
      for (const file of files) file?.close();
    },
  };
}

async function* postsOf(file: NamelessFile): AsyncGenerator<Post> {
  for await (const { text } of readLines(file.chunks(), { longestLineBytes: Number.POSITIVE_INFINITY })) yield JSON.parse(text) as Post;
}

async function groupPosts(file: NamelessFile): Promise<Post[][]> {
  const groups = new Map<string, Post[]>();
  for await (const post of postsOf(file)) {
    const group = groups.get(post.question);
    if (group === undefined) groups.set(post.question, [post]);
    else group.push(post);
  }
  return [...groups.values()];
}
