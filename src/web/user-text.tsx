/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Breakable } from "./breakable.tsx";
import { paragraphsOf } from "./wording.ts";

/** What somebody wrote: escaped, in its paragraphs, in the direction it is written in. */
export const UserText = ({ text, lang }: { readonly text: string; readonly lang?: string | undefined }) => (
  <div class="prose" lang={lang}>
    {paragraphsOf(text).map((paragraph) => (
      <p dir="auto">{paragraph}</p>
    ))}
  </div>
);

/** Author, department and date, those that are known, with a quiet dot between. */
export const Byline = ({ parts }: { readonly parts: readonly (string | null | undefined)[] }) => {
  const known = parts.filter((part): part is string => part !== null && part !== undefined && part !== "");
  return known.length === 0 ? null : (
    <p class="byline">
      {known.map((part) => (
        <>
          <span>
            <bdi>
              <Breakable text={part} />
            </bdi>
          </span>{" "}
        </>
      ))}
    </p>
  );
};
