import type { ClusterPair, PairJudgement } from "../../duplicates/answers.ts";
import { counted } from "../wording.ts";
import { focusOn, shownPair, type DeskState } from "./desk-state.ts";
import { become } from "./entries.ts";
import { decided, decisionOn, judgedCount, nextOpen, openPairs, sidesOf, undoing, type Matter } from "./matter.ts";
import type { Opening } from "./opening.ts";
import type { Outbox } from "./outbox.ts";
import { DECISIONS } from "./phrases.ts";
import type { Store } from "./store.ts";

export interface Judging {
  /** Decides on the pair that is shown, and shows the next. */
  decide(decision: PairJudgement["decision"]): void;
  /** Decides alike on all pairs of the cluster that nobody judged. */
  decideAll(decision: "duplicate" | "unrelated"): void;
  /** Takes the last decision of this visit back; again, the one before it. */
  undo(): void;
  /** Makes a thread of the pair the canonical one, if the two are duplicates. */
  keep(thread: { readonly id: string; readonly title: string }): void;
  /** The same with the one that would point to the other. */
  keepOther(): void;
  /** Shows the next pair, where the one that is shown is judged. */
  goOn(said: string): Promise<void>;
  /** Forgets what can be undone: somebody else may sit here next. */
  forget(): void;
}

/** What was decided, and how everything was before and after. */
interface Step {
  readonly matter: Matter;
  readonly after: Matter;
  readonly pair: ClusterPair;
  readonly pairs: readonly ClusterPair[];
}

/** Decisions show at once and are sent in order; `outbox` tells where one could not be. */
export function createJudging(store: Store<DeskState>, outbox: Outbox, opening: Opening): Judging {
  let steps: readonly Step[] = [];
  const remember = (next: readonly Step[]) => {
    steps = next;
    store.set({ undoable: steps.length });
  };

  /** A matter as it has become, in the list and in the numbers too. */
  function put(matter: Matter, before: number): void {
    const { list, progress, matter: shown } = store.get();
    const judged = judgedCount(matter);
    store.set({
      list: { ...list, entries: become(list.entries, matter) },
      ...(shown?.id === matter.id ? { matter } : {}),
      ...(progress === undefined ? {} : { progress: { ...progress, judging: { ...progress.judging, judged: Math.max(0, progress.judging.judged + judged - before) } } }),
    });
  }

  function judge(pairs: readonly ClusterPair[], decision: PairJudgement["decision"]): void {
    const { matter, chosen, opening: isOpening, saveTrouble } = store.get();
    const pair = shownPair(store.get());
    if (matter === undefined || pair === undefined || isOpening !== undefined || saveTrouble !== undefined || pairs.length === 0) return;
    const before = steps;
    const decisions = pairs.map((each) => decisionOn(matter, each, decision, chosen));
    const after = decided(matter, decisions);
    remember([...steps, { matter, after, pair, pairs }]);
    put(after, judgedCount(matter));
    outbox.add({
      decisions,
      show: () => opening.show(after, pair),
      restore: () => {
        remember(before);
        put(matter, judgedCount(after));
        opening.show(matter, pair);
      },
    });
    void goOn(pairs.length === 1 ? `Judged ${DECISIONS[decision]}` : `Judged ${counted(pairs.length, "pair", "pairs")} ${DECISIONS[decision]}`);
  }

  /** On to what nobody judged: in this cluster, then in the next ones. */
  async function goOn(said: string): Promise<void> {
    const { matter, pair, progress } = store.get();
    const numbers = progress === undefined ? "" : ` ${progress.judging.judged.toLocaleString("en")} of ${progress.judging.total.toLocaleString("en")}.`;
    const next = matter === undefined ? undefined : nextOpen(matter, shownPair({ matter, pair }));
    if (matter !== undefined && next !== undefined) {
      opening.show(matter, next);
      store.set({ said: `${said}.${numbers} Next: ${sidesOf(matter, next).second.title}` });
      return;
    }
    store.set({ said: `${said}.${numbers}` });
    const isOpened = await opening.openNext({ onlyOpen: true });
    const { openTrouble, saveTrouble } = store.get();
    // Told where it stands.
    if (openTrouble !== undefined || saveTrouble !== undefined) return;
    if (isOpened) store.set({ said: `${said}.${numbers} Next: ${titleOf(store.get())}` });
    else store.set({ said: `${said}.${numbers} Nothing is left to judge in this list.`, ...focusOn("comparison", store.get()) });
  }

  const keep: Judging["keep"] = ({ id, title }) => store.set({ chosen: id, said: `Stays: ${title}` });

  return {
    keep,
    async goOn(said) {
      if ((shownPair(store.get())?.judgement ?? null) !== null) await goOn(said);
    },
    decide(decision) {
      const pair = shownPair(store.get());
      if (pair !== undefined) judge([pair], decision);
    },
    decideAll(decision) {
      const { matter } = store.get();
      if (matter !== undefined) judge(openPairs(matter), decision);
    },
    undo() {
      const step = steps.at(-1);
      if (step === undefined || store.get().opening !== undefined || store.get().saveTrouble !== undefined) return;
      const before = steps;
      remember(steps.slice(0, -1));
      put(step.matter, judgedCount(step.after));
      opening.show(step.matter, step.pair);
      outbox.add({
        decisions: undoing(step.pairs),
        show: () => opening.show(step.matter, step.pair),
        restore: () => {
          remember(before);
          put(step.after, judgedCount(step.matter));
          opening.show(step.after, step.pair);
        },
      });
      store.set({ said: `Taken back. To judge again: ${sidesOf(step.matter, step.pair).second.title}` });
    },
    keepOther() {
      const { matter, chosen } = store.get();
      const pair = shownPair(store.get());
      if (matter === undefined || pair === undefined) return;
      const { first, second, canonical } = sidesOf(matter, pair, chosen);
      keep(canonical === undefined || canonical === first.id ? second : first);
    },
    forget: () => remember([]),
  };
}

const titleOf = ({ matter }: DeskState) => matter?.threads[0]?.title ?? "";
