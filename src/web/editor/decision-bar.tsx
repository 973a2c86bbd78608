import type { PairJudgement } from "../../duplicates/answers.ts";
import type { Desk } from "./desk.ts";
import type { DeskState } from "./desk-state.ts";
import { ariaKey, shownKey, type Action } from "./shortcuts.ts";

interface KeyButtonProps {
  readonly action: Action;
  readonly name: string;
  readonly shortcuts: boolean;
  readonly class?: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

/** A button that a key does as well. */
export const KeyButton = ({ action, name, shortcuts, class: look, pressed, disabled = false, onClick }: KeyButtonProps) => (
  <button
    type="button"
    class={look}
    disabled={disabled}
    aria-pressed={pressed === undefined ? undefined : String(pressed)}
    aria-keyshortcuts={shortcuts ? ariaKey(action) : undefined}
    onClick={onClick}
  >
    <span>{name}</span>
    {shortcuts ? <kbd aria-hidden="true">{shownKey(action)}</kbd> : null}
  </button>
);

const BUTTONS = [
  ["duplicate", "Duplicate"],
  ["related", "Related"],
  ["unrelated", "Not related"],
  ["skipped", "Skip"],
] as const satisfies readonly (readonly [PairJudgement["decision"], string])[];

interface DecisionBarProps {
  readonly judgement: PairJudgement | null;
  readonly state: DeskState;
  readonly desk: Desk;
}

/** Always in reach, at the lower edge of what is seen. */
export const DecisionBar = ({ judgement, state: { shortcuts, undoable, saveTrouble, opening }, desk }: DecisionBarProps) => {
  const isHeld = saveTrouble !== undefined || opening !== undefined;
  return (
    <div class="decisions" role="group" aria-label="Decide">
      {BUTTONS.map(([decision, name]) => (
        <KeyButton
          key={decision}
          class={`decision ${decision}`}
          action={decision}
          name={name}
          shortcuts={shortcuts}
          pressed={judgement?.decision === decision}
          disabled={isHeld}
          onClick={() => desk.decide(decision)}
        />
      ))}
      <KeyButton class="decision undo" action="undo" name="Undo" shortcuts={shortcuts} disabled={undoable === 0 || isHeld} onClick={desk.undo} />
    </div>
  );
};
