import { counted } from "../wording.ts";
import type { Desk } from "./desk.ts";
import type { DeskState } from "./desk-state.ts";
import { isJudged, type Entry } from "./entries.ts";
import { NothingHere } from "./nothing-here.tsx";
import { scoreText } from "./phrases.ts";

interface ListPaneProps {
  readonly state: DeskState;
  readonly desk: Desk;
  readonly threshold: number;
}

/** What is told of an entry, below its title. */
function factsOf({ pair, size, score, exact, pairCount, judgedCount }: Entry): readonly string[] {
  const judged = judgedCount === 0 ? [] : [judgedCount >= pairCount ? "✓ judged" : `${judgedCount} of ${pairCount} judged`];
  const alike = exact ? "exact" : "near";
  return pair === undefined ? [counted(size, "thread", "threads"), `weakest ${scoreText(score)}`, alike, ...judged] : [scoreText(score), alike, ...judged];
}

const EntryItem = ({ entry, state, desk }: { readonly entry: Entry; readonly state: DeskState; readonly desk: Desk }) => {
  const isOpen = state.matter?.id === entry.id;
  return (
    <li>
      <button
        type="button"
        class={isJudged(entry) ? "entry judged" : "entry"}
        id={state.lastOpened === entry.id ? "entry-last" : undefined}
        aria-current={isOpen ? "true" : undefined}
        aria-busy={state.opening === entry.id ? "true" : undefined}
        onClick={() => void desk.open(entry.id)}
      >
        <span class="entry-title" dir="auto">
          {entry.threads[0]!.title}
        </span>
        {entry.pair === undefined ? null : (
          <span class="entry-title" dir="auto">
            {entry.threads[1]!.title}
          </span>
        )}
        <span class="entry-facts">{factsOf(entry).join(" · ")}</span>
      </button>
    </li>
  );
};

export const ListPane = ({ state, desk, threshold }: ListPaneProps) => {
  const { list, filters } = state;
  const [one, many] = filters.view === "pairs" ? (["pair", "pairs"] as const) : (["cluster", "clusters"] as const);
  return (
    <section class="entries" aria-labelledby="list-heading" aria-busy={list.busy ? "true" : undefined}>
      <h2 id="list-heading" tabindex={-1}>
        {list.known ? counted(list.total, one, many) : "Looking …"}
      </h2>
      {list.trouble === undefined ? null : (
        <div class="trouble" role="alert">
          <p>
            {list.trouble.message} {list.trouble.remedy}
          </p>
          <button type="button" onClick={() => void desk.load()}>
            Try again
          </button>
        </div>
      )}
      {list.known && list.entries.length === 0 ? <NothingHere state={state} desk={desk} threshold={threshold} /> : null}
      <ol>
        {list.entries.map((entry) => (
          <EntryItem key={entry.id} entry={entry} state={state} desk={desk} />
        ))}
      </ol>
      {list.entries.length < list.total ? (
        <button type="button" class="more" disabled={list.busy} onClick={() => void desk.more()}>
          Show more
        </button>
      ) : null}
    </section>
  );
};
