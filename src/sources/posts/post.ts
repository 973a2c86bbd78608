import type { UnusableRecord } from "../source.ts";

/** One row of a forum's table of posts: a question, or an answer that names its question. Kept on disk as JSON. */
export interface Post {
  /** From 1, in the file as it stands. */
  readonly line: number;
  readonly id: string;
  /** The question that it belongs to; its own id where it is one. */
  readonly question: string;
  readonly isAnswer: boolean;
  /** As it came: HTML, or text where `isText`. */
  readonly body: string | undefined;
  readonly isText?: boolean;
  readonly title?: string | undefined;
  readonly tags?: readonly string[];
  readonly createdAt?: string | undefined;
  readonly author?: string | undefined;
  readonly department?: string | undefined;
  /** Keys of author and department where their names stand in other tables. */
  readonly authorKey?: string | undefined;
  readonly departmentKey?: string | undefined;
  readonly acceptedAnswer?: string | undefined;
  readonly isHidden?: boolean;
}

/** What one row of such a table turned out to be. */
export type RowPost = Post | UnusableRecord;
