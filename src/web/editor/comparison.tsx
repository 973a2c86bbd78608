import type { ClusterPair, PairJudgement } from "../../duplicates/answers.ts";
import type { ThreadSummary } from "../../store/thread-summary.ts";
import { DecisionBar } from "./decision-bar.tsx";
import type { Desk } from "./desk.ts";
import type { DeskState } from "./desk-state.ts";
import { saidIn } from "./differences.ts";
import { sidesOf, type Matter } from "./matter.ts";
import { PairList } from "./pair-list.tsx";
import { DECISIONS, REASONS, scoreText } from "./phrases.ts";
import { ariaKey } from "./shortcuts.ts";
import { Side } from "./side.tsx";

interface ComparisonProps {
  readonly matter: Matter;
  readonly pair: ClusterPair;
  readonly state: DeskState;
  readonly desk: Desk;
}

function judgementText({ decision, direct }: PairJudgement, isSaved: boolean): string {
  if (!isSaved) return `Not saved yet: ${DECISIONS[decision]}.`;
  return direct ? `Judged: ${DECISIONS[decision]}.` : `Follows from other decisions: ${DECISIONS[decision]}.`;
}

/** Two threads side by side, and what to decide of them. */
export const Comparison = ({ matter, pair, state, desk }: ComparisonProps) => {
  const { first, second, canonical, reason } = sidesOf(matter, pair, state.chosen);
  const said = ({ id, title, excerpt }: ThreadSummary) => {
    const thread = state.threads.get(id);
    return saidIn(thread?.title ?? title, thread?.question ?? excerpt);
  };
  const reasonText = reason === undefined ? undefined : reason === "chosen now" ? "you chose it" : reason === "chosen" ? REASONS.chosen : `suggested, ${REASONS[reason]}`;
  const side = (summary: ThreadSummary, other: ThreadSummary) => {
    const stays = canonical === undefined ? undefined : canonical === summary.id;
    // One of the two stays: the key keeps the other, so it is told there.
    const isOther = canonical === undefined ? summary === second : stays === false;
    return (
      <Side
        key={summary.id}
        summary={summary}
        thread={state.threads.get(summary.id)}
        said={said(other)}
        stays={stays}
        reason={stays === true ? reasonText : undefined}
        onKeep={stays === true ? undefined : () => desk.keep(summary)}
        keepKey={isOther && state.shortcuts ? ariaKey("keep") : undefined}
      />
    );
  };
  return (
    <section class="comparison" aria-labelledby="pair-heading">
      <div class="comparison-head">
        <button type="button" class="plain-action back" onClick={desk.close}>
          ← List
        </button>
        <h2 id="pair-heading" tabindex={-1}>
          {matter.pairs.length > 1 ? `Pair ${matter.pairs.indexOf(pair) + 1} of ${matter.pairs.length}` : "Do these two ask the same?"}
        </h2>
        <p class="quiet">
          Score {scoreText(pair.score)}, {pair.exact ? "the same in the same words" : "in words that differ"}. {pair.judgement === null ? "" : <strong>{judgementText(pair.judgement, state.saveTrouble === undefined)}</strong>}
        </p>
      </div>
      <div class="sides">
        {side(first, second)}
        {side(second, first)}
      </div>
      <DecisionBar judgement={pair.judgement} state={state} desk={desk} />
      <PairList matter={matter} pair={pair} state={state} desk={desk} />
    </section>
  );
};
