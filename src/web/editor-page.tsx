/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { DUPLICATE_CUTS } from "../duplicates/cuts.ts";
import type { BrowserScript } from "./browser-script.ts";
import { Document } from "./document.tsx";
import type { Stylesheet } from "./stylesheet.ts";

interface EditorPageProps {
  readonly departments: readonly string[];
  readonly script: BrowserScript;
  readonly stylesheet: Stylesheet;
}

/** Where `editor/` draws the editors' page. It holds nothing that is not public: whoever reads it need not be an editor. */
export const EditorPage = ({ departments, script, stylesheet }: EditorPageProps) => {
  const setup = { cuts: { floor: DUPLICATE_CUTS.floor, threshold: DUPLICATE_CUTS.line }, departments };
  return (
    <Document title="Duplicates" stylesheet={stylesheet} script={`/assets/editor.js?v=${script.version}`}>
      <div id="editor" data-setup={JSON.stringify(setup)}>
        <h1>Duplicates</h1>
        <noscript>
          <p class="lead">Editors judge duplicate questions here. This page needs JavaScript; no other page does.</p>
        </noscript>
      </div>
    </Document>
  );
};
