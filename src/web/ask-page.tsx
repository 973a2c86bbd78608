/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Recommendations } from "../recommend/answers.ts";
import { ASK_FIELDS, AskForm } from "./ask-form.tsx";
import type { Question } from "./asked-question.ts";
import { Document } from "./document.tsx";
import { RelatedFaqSection, SimilarSection } from "./recommendation-lists.tsx";
import type { Stylesheet } from "./stylesheet.ts";

interface AskPageProps {
  readonly question?: Question;
  readonly complaint?: string | undefined;
  /** The nearest are shown even where they are not close. */
  readonly nearest?: boolean;
  /** Absent before anything was asked; null where the lists cannot be had at the moment. */
  readonly lists?: Recommendations | null;
  readonly mostTextCharacters: number;
  readonly stylesheet: Stylesheet;
}

/** The same question once more, with whatever is nearest. */
const NearestForm = ({ title, text }: Question) => (
  <form class="nearest" method="post" action="/ask">
    <input type="hidden" name="title" value={title} />
    <input type="hidden" name="text" value={text} />
    <input type="hidden" name="nearest" value="true" />
    <button type="submit">Show the nearest anyway</button>
  </form>
);

/** Before anything was sent, what fits shows as somebody types; without a script the form does it. */
export const AskPage = ({ question = { title: "", text: "" }, complaint, nearest = false, lists, mostTextCharacters, stylesheet }: AskPageProps) => {
  const form = <AskForm mostTextCharacters={mostTextCharacters} question={question} complaint={complaint} titled />;
  return (
    <Document title="Find similar questions" stylesheet={stylesheet} current="ask" widget={lists === undefined}>
      {lists === undefined ? (
        <div class="ask-layout">
          <section class="hero">
            <h1>Has somebody asked this before?</h1>
            {form}
          </section>
          <kindred-ask for={ASK_FIELDS.text} title-for={ASK_FIELDS.title} />
        </div>
      ) : (
        <>
          <section class="hero">
            <h1>Closest to your question</h1>
            {form}
          </section>
          <div class="thread-layout answers">
            <SimilarSection
              lists={lists}
              note={nearest ? "These are the nearest questions. They may ask something else." : undefined}
              after={<NearestForm {...question} />}
            />
            <RelatedFaqSection lists={lists} />
          </div>
        </>
      )}
    </Document>
  );
};
