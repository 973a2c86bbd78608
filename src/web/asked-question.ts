import { KindredError } from "../forum/errors.ts";
import { LONGEST_LABEL } from "../http/contract/text.ts";
import { bounded } from "../http/request-body.ts";
import type { Inquiry } from "../recommend/answers.ts";

const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;

/** What the form holds, as it was typed. */
export interface Question {
  readonly title: string;
  readonly text: string;
}

export interface AskedQuestion {
  readonly question: Question;
  /** Whatever is nearest is wanted, close or not. */
  readonly nearest: boolean;
  readonly complaint: string | undefined;
}

/** What the form was filled with, and what is wrong with it, if anything. */
export async function readQuestion(request: Request, mostTextCharacters: number): Promise<AskedQuestion> {
  if (!FORM.test(request.headers.get("content-type") ?? "")) {
    throw new KindredError("unsupported_media_type", "This page reads a form.", "Use the form at /ask, or POST /v1/recommendations.");
  }
  const chunks: Uint8Array[] = [];
  // A code unit takes nine bytes at most in a form ("%E4%BD%A0").
  if (request.body !== null) {
    for await (const chunk of bounded(request.body, (mostTextCharacters + LONGEST_LABEL) * 9 + 1_024)) chunks.push(chunk);
  }
  const fields = new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
  const typed = (name: string) => (fields.get(name) ?? "").replaceAll("\0", "").trim();
  const question = { title: typed("title"), text: typed("text") };
  return { question, nearest: typed("nearest") === "true", complaint: complaintOf(question, mostTextCharacters) };
}

function complaintOf({ title, text }: Question, mostTextCharacters: number): string | undefined {
  if (title === "" && text === "") return "Please write a question first.";
  if (title.length > LONGEST_LABEL) return `Please shorten the title to ${LONGEST_LABEL} characters.`;
  return text.length > mostTextCharacters ? `Please shorten it to ${mostTextCharacters.toLocaleString("en")} characters.` : undefined;
}

/** A title alone is a question too. */
export function inquiryOf({ title, text }: Question): Inquiry {
  return text === "" ? { text: title } : { text, title: title === "" ? undefined : title };
}
