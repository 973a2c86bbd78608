import type { Desk } from "./desk.ts";
import type { DeskState } from "./desk-state.ts";
import { usualFilters } from "./filters.ts";
import { scoreText } from "./phrases.ts";

interface NothingHereProps {
  readonly state: DeskState;
  readonly desk: Pick<Desk, "change">;
  readonly threshold: number;
}

/** Why a list is empty, and what to do about it. */
export const NothingHere = ({ state: { filters, progress }, desk, threshold }: NothingHereProps) => {
  const usual = usualFilters(threshold);
  const isFiltered = (["department", "from", "to", "text"] as const).some((name) => filters[name] !== usual[name]);
  if (isFiltered) {
    return (
      <div class="nothing">
        <p>Nothing here fits all that you ask for.</p>
        <button type="button" onClick={() => desk.change({ department: "", from: "", to: "", text: "" })}>
          Clear the filters
        </button>
      </div>
    );
  }
  if (progress?.finding.complete === false) {
    return <p class="nothing">Nothing yet: the forum is still being looked through. What is found appears here by itself.</p>;
  }
  if (filters.state === "judged") return <p class="nothing">Nothing of this is judged yet.</p>;
  if (progress !== undefined && progress.judging.total > 0) {
    return (
      <div class="nothing">
        <p>
          <strong>Well done: everything from {scoreText(filters.minScore)} on is judged.</strong> Move the threshold down to see what is less sure, or look at what
          was judged.
        </p>
        <button type="button" onClick={() => desk.change({ state: "judged" })}>
          Show what was judged
        </button>
      </div>
    );
  }
  return (
    <p class="nothing">
      No threads here are as alike as {scoreText(filters.minScore)}. Move the threshold down to see those that are less sure.
    </p>
  );
};
