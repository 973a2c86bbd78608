/** @jsxRuntime automatic @jsxImportSource hono/jsx */
interface AskFormProps {
  readonly mostTextCharacters: number;
  readonly text?: string;
  /** What was wrong with what was sent. */
  readonly complaint?: string | undefined;
}

/** Sent as POST: what people ask belongs in no address, no history and no log. */
export const AskForm = ({ mostTextCharacters, text = "", complaint }: AskFormProps) => (
  <form class="ask" method="post" action="/ask">
    <label for="ask-text">Your question</label>
    <textarea
      id="ask-text"
      name="text"
      rows={3}
      required
      dir="auto"
      maxlength={mostTextCharacters}
      autocomplete="off"
      aria-describedby={complaint === undefined ? "ask-note" : "ask-complaint ask-note"}
      aria-invalid={complaint === undefined ? undefined : "true"}
    >
      {text}
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
