import { foldWhitespace, isBlank } from "../../forum/text.ts";
import { askedAs } from "../asked.ts";
import { authorName } from "../author-name.ts";
import { cleanHtml, cleanMarkup } from "../cleaning/clean-html.ts";
import { isObject, type JsonObject } from "../tidying.ts";

/** A Question of schema.org as a thread, but for its address. */
export interface FoundQuestion {
  readonly thread: JsonObject & { readonly title: string | null; readonly question: string | undefined; readonly replies: readonly FoundReply[] };
  /** The Question's own addresses, the best first, as they came. */
  readonly addresses: readonly string[];
  readonly identifier: string | undefined;
}

interface FoundReply {
  readonly id: string | null;
  readonly author: unknown;
  readonly text: string;
  readonly repliedAt: string | null;
  readonly accepted: true | null;
}

/** The questions that the QAPages among `nodes` are about: of JSON-LD, or of microdata in the same shape. */
export function questionsOf(nodes: readonly JsonObject[]): FoundQuestion[] {
  const known = new Map(nodes.filter((node) => typeof node["@id"] === "string" && Object.keys(node).length > 1).map((node) => [node["@id"] as string, node]));
  /** What a property holds; `{"@id": …}` stands for the node that is described elsewhere. */
  const all = (node: JsonObject, property: string): unknown[] =>
    [node[property]].flat().flatMap((value) => {
      if (value === undefined || value === null) return [];
      return isObject(value) && typeof value["@id"] === "string" && Object.keys(value).length === 1 ? [known.get(value["@id"]) ?? value] : [value];
    });
  const first = (node: JsonObject, ...properties: string[]): string | undefined => {
    for (const property of properties) {
      for (const value of all(node, property)) {
        const text = plain(isObject(value) && !isMarked(value) ? (all(value, "name")[0] ?? all(value, "value")[0]) : value);
        if (text !== undefined && !isBlank(text)) return foldWhitespace(text);
      }
    }
    return undefined;
  };
  const textOf = (node: JsonObject): string | undefined => all(node, "text").map(plain).find((text) => text !== undefined && !isBlank(text));
  const address = (node: JsonObject): string[] => [...all(node, "url"), node["@id"], ...all(node, "mainEntityOfPage")].filter((value) => typeof value === "string");

  function replyOf(answer: JsonObject, accepted: boolean): FoundReply {
    return {
      id: address(answer).map((found) => /#\D*(\d+)$/.exec(found)?.[1]).find((found) => found !== undefined) ?? null,
      author: authorName(first(answer, "author", "creator")),
      text: textOf(answer) ?? "",
      repliedAt: first(answer, "dateCreated", "datePublished") ?? null,
      accepted: accepted ? true : null,
    };
  }

  function found(page: JsonObject, question: JsonObject): FoundQuestion {
    const replies = [...all(question, "acceptedAnswer"), ...all(question, "suggestedAnswer")].filter(isObject);
    const accepted = new Set(all(question, "acceptedAnswer"));
    const asked = askedAs(first(question, "name", "headline"), textOf(question));
    return {
      thread: {
        ...asked,
        department: first(question, "articleSection", "about") ?? null,
        language: first(question, "inLanguage") ?? first(page, "inLanguage") ?? null,
        tags: keywordsOf([...all(question, "keywords"), ...all(page, "keywords")]),
        asker: { name: authorName(first(question, "author", "creator")) },
        askedAt: first(question, "dateCreated", "datePublished") ?? null,
        replies: onlyOnce(replies.map((answer) => replyOf(answer, accepted.has(answer)))),
      },
      addresses: [...address(question), ...address(page)],
      identifier: first(question, "identifier"),
    };
  }

  /** Some pages name their question, and in some the question names its page. */
  const questionsIn = (page: JsonObject): JsonObject[] => {
    const named = all(page, "mainEntity").filter(isObject);
    return (named.length > 0 ? named : nodes.filter((node) => [...all(node, "mainEntityOfPage"), ...all(node, "isPartOf")].includes(page))).filter((node) => isOfType(node, "Question"));
  };

  return nodes.filter((node) => isOfType(node, "QAPage")).flatMap((page) => questionsIn(page).map((question) => found(page, question)));
}

/** "Question", "https://schema.org/Question" and "schema:Question" are one type. */
function isOfType(node: JsonObject, type: string): boolean {
  return [node["@type"]].flat().some((name) => typeof name === "string" && name.split(/[/#:]/).at(-1) === type);
}

const isMarked = (value: JsonObject): value is { readonly html: string } => typeof value["html"] === "string";

/** The text of a value, cleaned; undefined for what is none. */
function plain(value: unknown): string | undefined {
  if (typeof value === "string") return cleanMarkup(value);
  if (typeof value === "number") return String(value);
  return isObject(value) && isMarked(value) ? cleanHtml(value.html) : undefined;
}

function keywordsOf(values: readonly unknown[]): string[] {
  return values.flatMap((value) => {
    const text = plain(isObject(value) && !isMarked(value) ? value["name"] : value);
    return (text ?? "").split(",").map(foldWhitespace).filter((keyword) => !isBlank(keyword));
  });
}

/** An accepted answer is often listed among the suggested ones as well; the accepted one comes first and stays. */
function onlyOnce(replies: readonly FoundReply[]): FoundReply[] {
  const kept = new Map<string, FoundReply>();
  for (const reply of replies) {
    const key = `${String(reply.author)}\n${reply.text}`;
    if (!kept.has(key)) kept.set(key, reply);
  }
  return [...kept.values()];
}
