import { askedAs } from "../asked.ts";
import { authorName } from "../author-name.ts";
import { cleanHtml } from "../cleaning/clean-html.ts";
import { isObject, type JsonObject } from "../tidying.ts";

/** What people wrote; the other kinds are moderators' actions and whispers among the staff. */
const REGULAR = 1;

/** A topic as a thread, and what is worth knowing of it. */
export interface FoundTopic {
  readonly thread: JsonObject;
  readonly warnings: readonly string[];
}

/**
 * The JSON of `/t/ID.json` as a thread: its first post asks, the others answer. Hidden, deleted and removed posts are
 * left out; a topic that is unlisted or deleted, or whose first post is hidden, is private.
 */
export function threadOfTopic(topic: JsonObject): FoundTopic {
  const posts = postsOf(topic);
  const asked = posts.find((post) => post["post_number"] === 1);
  const acceptedNumbers = new Set([topic["accepted_answer"], topic["accepted_answers"]].flat().filter(isObject).map((answer) => answer["post_number"]));
  const replies = posts.filter((post) => post !== asked && isShown(post));
  const isPublic = topic["visible"] !== false && isGone(topic["deleted_at"]) === false && (asked === undefined || isShown(asked));
  const thread = {
    id: topic["id"],
    ...askedAs(textOf(topic["title"]), asked === undefined ? undefined : bodyOf(asked)),
    department: categoryOf(topic),
    tags: tagsOf(topic["tags"]),
    visibility: isPublic ? "public" : "private",
    asker: { name: asked === undefined ? null : nameOf(asked) },
    askedAt: asked?.["created_at"] ?? topic["created_at"],
    replies: replies.map((post) => ({
      id: post["id"],
      author: nameOf(post),
      text: bodyOf(post),
      repliedAt: post["created_at"],
      accepted: post["accepted_answer"] === true || acceptedNumbers.has(post["post_number"]) ? true : null,
    })),
  };
  return { thread, warnings: warningsOf(topic, posts) };
}

function postsOf(topic: JsonObject): JsonObject[] {
  const stream = topic["post_stream"];
  const posts = isObject(stream) && Array.isArray(stream["posts"]) ? stream["posts"] : [];
  return posts.filter(isObject).filter((post) => (post["post_type"] ?? REGULAR) === REGULAR);
}

function isShown(post: JsonObject): boolean {
  return post["hidden"] !== true && post["user_deleted"] !== true && !isGone(post["deleted_at"]);
}

const isGone = (deletedAt: unknown): boolean => deletedAt !== undefined && deletedAt !== null;
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Undefined for what is no text, or has too many tags, and so is refused where a question or a reply needs it. */
function bodyOf(post: JsonObject): string | undefined {
  const html = textOf(post["cooked"]);
  return html === undefined ? undefined : cleanHtml(html);
}

/** The full name where the forum shows one, else the one that everybody sees. */
function nameOf(post: JsonObject): unknown {
  const name = textOf(post["name"]);
  return authorName(name === undefined || name.trim() === "" ? post["username"] : name);
}

/** A topic names its category by number alone; the name is there where whoever exported it put it there. */
function categoryOf(topic: JsonObject): string | null {
  const category = topic["category"];
  return textOf(topic["category_name"]) ?? (isObject(category) ? textOf(category["name"]) : textOf(category)) ?? null;
}

/** "knee", or {name: "knee"} in newer versions. */
function tagsOf(tags: unknown): unknown[] {
  return Array.isArray(tags) ? tags.map((tag: unknown) => (isObject(tag) ? tag["name"] : tag)) : [];
}

function warningsOf(topic: JsonObject, posts: readonly JsonObject[]): string[] {
  const warnings: string[] = [];
  const stream = topic["post_stream"];
  const given = isObject(stream) && Array.isArray(stream["posts"]) ? stream["posts"].length : 0;
  const listed = isObject(stream) && Array.isArray(stream["stream"]) ? stream["stream"].length : 0;
  const told = typeof topic["posts_count"] === "number" ? topic["posts_count"] : 0;
  if (Math.max(listed, told) > given && posts.length > 0) warnings.push("the topic has more posts than its file: fetch it with ?print=true");
  if (topic["category_id"] !== undefined && categoryOf(topic) === null) {
    warnings.push("no department: a topic names its category by number alone; add category_name to have one");
  }
  return warnings;
}
