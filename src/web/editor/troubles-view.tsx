import { counted } from "../wording.ts";
import type { Desk } from "./desk.ts";
import type { DeskState } from "./desk-state.ts";

/** What went wrong with decisions and with opening; it takes the focus, so that nobody goes on without it. */
export const TroublesView = ({ state: { saveTrouble, openTrouble, unsaved }, desk }: { readonly state: DeskState; readonly desk: Desk }) => {
  if (saveTrouble !== undefined) {
    return (
      <div class="trouble" id="trouble" tabindex={-1}>
        <p>
          <strong>Not saved: {counted(unsaved, "decision", "decisions")}.</strong> {saveTrouble.message} {saveTrouble.remedy}
        </p>
        <button type="button" class="main-action" onClick={desk.retry}>
          Try again
        </button>
        <button type="button" onClick={desk.giveUp}>
          Give up what is not saved
        </button>
      </div>
    );
  }
  return openTrouble === undefined ? null : (
    <div class="trouble" id="trouble" tabindex={-1}>
      <p>
        {openTrouble.message} {openTrouble.remedy}
      </p>
      <button type="button" class="main-action" onClick={() => void desk.open(openTrouble.id)}>
        Try again
      </button>
    </div>
  );
};
