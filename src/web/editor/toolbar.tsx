import type { ExportFile } from "./api.ts";
import type { Desk } from "./desk.ts";
import type { Trouble } from "./desk-state.ts";

const FILES = [
  ["pairs", "Pairs as filtered (CSV)"],
  ["decisions", "Decisions (CSV)"],
  ["labels", "Labels to measure with (TSV)"],
] as const satisfies readonly (readonly [ExportFile, string])[];

interface ToolbarProps {
  readonly desk: Desk;
  readonly trouble: Trouble | undefined;
  readonly onHelp: () => void;
}

export const Toolbar = ({ desk, trouble, onHelp }: ToolbarProps) => (
  <div class="toolbar">
    <button type="button" onClick={onHelp}>
      Keys
    </button>
    <details class="files">
      <summary>Export</summary>
      <ul>
        {FILES.map(([file, name]) => (
          <li key={file}>
            <button type="button" onClick={() => void desk.save(file)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
      {trouble === undefined ? null : (
        <p class="complaint" role="alert">
          {trouble.message} {trouble.remedy}
        </p>
      )}
    </details>
    <button type="button" onClick={desk.signOut}>
      Sign out
    </button>
  </div>
);
