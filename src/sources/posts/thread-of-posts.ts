import { askedAs } from "../asked.ts";
import { authorName } from "../author-name.ts";
import { cleanHtml, MOST_TAGS } from "../cleaning/clean-html.ts";
import { cleanText } from "../cleaning/clean-text.ts";
import { threadRecord, unusableRecord } from "../records.ts";
import type { SourceRecord, UnusableRecord } from "../source.ts";
import type { Post } from "./post.ts";

/** The thread that posts with the same question make, answers in the order they were written; each answer without its question is unusable. */
export function threadOfPosts(posts: readonly Post[]): SourceRecord[] {
  const questions = posts.filter(({ isAnswer }) => !isAnswer);
  // Of two rows with one id the later counts, as it does for two lines.
  const question = questions.at(-1);
  const answers = withoutOlderRows(posts.filter(({ isAnswer }) => isAnswer));
  if (question === undefined) return answers.map((answer) => unusable(answer, `is an answer to ${answer.question}, which is no question of this dump`));

  const shown = answers.filter(({ isHidden }) => isHidden !== true).toSorted(byTime);
  const tagged = [question, ...shown].find((post) => bodyOf(post) === undefined && post.body !== undefined);
  if (tagged !== undefined) return [unusable(tagged, `holds more than ${MOST_TAGS} HTML tags`)];
  const { id, title, department, tags, author, createdAt, acceptedAnswer, isHidden } = question;
  const thread = {
    id,
    ...askedAs(title, bodyOf(question)),
    department: department ?? null,
    tags: tags ?? [],
    visibility: isHidden === true ? "private" : "public",
    asker: { name: authorName(author) },
    askedAt: createdAt ?? null,
    replies: shown.map((answer) => ({
      id: answer.id,
      author: authorName(answer.author),
      text: bodyOf(answer) ?? "",
      repliedAt: answer.createdAt ?? null,
      accepted: answer.id === acceptedAnswer ? true : null,
    })),
  };
  return [threadRecord(thread, question.line, contentOf(question))];
}

function bodyOf({ body, isText }: Post): string | undefined {
  if (body === undefined) return undefined;
  return isText === true ? cleanText(body) : cleanHtml(body);
}

function withoutOlderRows(answers: readonly Post[]): Post[] {
  return [...new Map(answers.map((answer) => [answer.id, answer])).values()];
}

/** ISO times of one dump sort as text; answers of one moment by their line. */
function byTime(one: Post, other: Post): number {
  const [left, right] = [one.createdAt ?? "", other.createdAt ?? ""];
  if (left === right) return one.line - other.line;
  return left < right ? -1 : 1;
}

function unusable(post: Post, reason: string): UnusableRecord {
  return unusableRecord(post.line, reason, contentOf(post));
}

function contentOf({ id, question, title, body }: Post): string {
  return JSON.stringify({ id, question, title, body });
}
