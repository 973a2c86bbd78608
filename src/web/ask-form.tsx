/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { LONGEST_LABEL } from "../http/contract/text.ts";
import type { Question } from "./asked-question.ts";

/** Fields that what answers as somebody types is told of, as selectors. */
export const ASK_FIELDS = { title: "#ask-title", text: "#ask-text" } as const;

interface AskFormProps {
  readonly mostTextCharacters: number;
  /** What stands in the fields. */
  readonly question?: Question;
  /** What was wrong with what was sent. */
  readonly complaint?: string | undefined;
  /** With a field for a title as well: titles matter. */
  readonly titled?: boolean;
}

const TitleField = ({ value }: { readonly value: string }) => (
  <>
    <label for="ask-title">
      Title <span class="optional">(optional)</span>
    </label>
    <input id="ask-title" name="title" type="text" dir="auto" maxlength={LONGEST_LABEL} value={value} placeholder="In a few words" />
  </>
);

/** Sent as POST: what people ask belongs in no address and no log. */
export const AskForm = ({ mostTextCharacters, question = { title: "", text: "" }, complaint, titled = false }: AskFormProps) => (
  <form class="ask" method="post" action="/ask">
    {titled ? <TitleField value={question.title} /> : null}
    <label for="ask-text">Your question</label>
    <textarea
      id="ask-text"
      name="text"
      rows={titled ? 6 : 3}
      required={!titled}
      dir="auto"
      maxlength={mostTextCharacters}
      aria-describedby={complaint === undefined ? "ask-note" : "ask-complaint ask-note"}
      aria-invalid={complaint === undefined ? undefined : "true"}
    >
      {question.text}
    </textarea>
    {complaint === undefined ? null : (
      <p class="complaint" id="ask-complaint" role="alert">
        {complaint}
      </p>
    )}
    <div class="ask-end">
      <button type="submit">Find similar questions</button>
      <p class="quiet" id="ask-note">
        This only searches; nothing is posted.
      </p>
    </div>
  </form>
);
