import { KindredError } from "../forum/errors.ts";
import { bounded } from "../http/request-body.ts";

const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;

export interface AskedQuestion {
  readonly text: string;
  /** Whatever is nearest is wanted, close or not. */
  readonly nearest: boolean;
  readonly complaint?: string;
}

/** What the form was filled with, and what is wrong with it, if anything. */
export async function readQuestion(request: Request, mostTextCharacters: number): Promise<AskedQuestion> {
  if (!FORM.test(request.headers.get("content-type") ?? "")) {
    throw new KindredError("unsupported_media_type", "This page reads a form.", "Use the form at /ask, or POST /v1/recommendations.");
  }
  const chunks: Uint8Array[] = [];
  // A code unit takes nine bytes at most in a form ("%E4%BD%A0").
  if (request.body !== null) {
    for await (const chunk of bounded(request.body, mostTextCharacters * 9 + 1_024)) chunks.push(chunk);
  }
  const fields = new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
  const text = (fields.get("text") ?? "").replaceAll("\0", "").trim();
  const nearest = fields.get("nearest") === "true";
  if (text === "") return { text, nearest, complaint: "Please write a question first." };
  if (text.length <= mostTextCharacters) return { text, nearest };
  return { text, nearest, complaint: `Please shorten it to ${mostTextCharacters.toLocaleString("en")} characters.` };
}
