import type { ClusterPair } from "../../duplicates/answers.ts";
import { KeyButton } from "./decision-bar.tsx";
import type { Desk } from "./desk.ts";
import type { DeskState } from "./desk-state.ts";
import { openPairs, samePair, sidesOf, type Matter } from "./matter.ts";
import { DECISIONS, scoreText } from "./phrases.ts";

interface PairListProps {
  readonly matter: Matter;
  readonly pair: ClusterPair;
  readonly state: DeskState;
  readonly desk: Desk;
}

/** All pairs of the cluster, so that everybody sees what a decision on all that are left is about. */
export const PairList = ({ matter, pair, state: { shortcuts, saveTrouble }, desk }: PairListProps) => {
  const left = openPairs(matter).length;
  if (matter.pairs.length < 2) return null;
  return (
    <section class="pair-list" aria-labelledby="pairs-heading">
      <h3 id="pairs-heading">All {matter.pairs.length} pairs of this cluster</h3>
      {left < 2 ? null : (
        <div class="all-left">
          <p>The {left} that are left:</p>
          <KeyButton action="allDuplicate" name="All are duplicates" shortcuts={shortcuts} disabled={saveTrouble !== undefined} onClick={() => desk.decideAll("duplicate")} />
          <KeyButton action="allUnrelated" name="None are related" shortcuts={shortcuts} disabled={saveTrouble !== undefined} onClick={() => desk.decideAll("unrelated")} />
        </div>
      )}
      <ol>
        {matter.pairs.map((each) => {
          const { first, second, canonical } = sidesOf(matter, each);
          return (
            <li key={`${each.left}\n${each.right}`}>
              <button type="button" class="entry" aria-current={samePair(each, pair) ? "true" : undefined} onClick={() => desk.pick(each)}>
                <span class="entry-title" dir="auto">
                  {canonical === undefined ? `${first.title} — ${second.title}` : second.title}
                </span>
                <span class="entry-facts">
                  {[scoreText(each.score), each.exact ? "exact" : "near", each.judgement === null ? "to judge" : `✓ ${DECISIONS[each.judgement.decision]}`].join(" · ")}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
};
