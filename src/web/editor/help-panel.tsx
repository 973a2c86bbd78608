import { useEffect, useRef } from "hono/jsx/dom";
import { SHORTCUTS } from "./shortcuts.ts";

interface HelpPanelProps {
  readonly open: boolean;
  readonly shortcuts: boolean;
  readonly onClose: () => void;
  readonly onShortcuts: (on: boolean) => void;
}

/** The keys, and the switch that turns them off. */
export const HelpPanel = ({ open, shortcuts, onClose, onShortcuts }: HelpPanelProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog class="help" ref={dialog} aria-labelledby="help-heading" onClose={onClose}>
      <h2 id="help-heading">Keys</h2>
      <label class="check">
        <input type="checkbox" checked={shortcuts} onChange={(event: Event) => onShortcuts((event.currentTarget as HTMLInputElement).checked)} />
        Single keys work
      </label>
      <p class="quiet">Turn them off if you speak to your computer, or press keys by accident. Everything is on buttons as well.</p>
      <dl>
        {SHORTCUTS.map(({ action, shown, does }) => (
          <div key={action}>
            <dt>
              <kbd>{shown}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="main-action" onClick={onClose}>
        Close
      </button>
    </dialog>
  );
};
