/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { DUPLICATE_CUTS } from "../duplicates/cuts.ts";
import { Document } from "./document.tsx";
import type { EditorScript } from "./editor-script.ts";
import type { Stylesheet } from "./stylesheet.ts";

interface EditorPageProps {
  readonly departments: readonly string[];
  readonly script: EditorScript;
  readonly stylesheet: Stylesheet;
}

/** Where `editor/` draws the editors' page. It holds nothing that is not public: whoever reads it need not be an editor. */
export const EditorPage = ({ departments, script, stylesheet }: EditorPageProps) => {
  const setup = { cuts: { floor: DUPLICATE_CUTS.floor, threshold: DUPLICATE_CUTS.line }, departments };
  return (
    <Document title="Duplicates" stylesheet={stylesheet} script={script.path}>
      <div id="editor" data-setup={JSON.stringify(setup)}>
        <h1>Duplicates</h1>
        <noscript>
          <p class="lead">Editors judge duplicate questions here. This page needs JavaScript; no other page does.</p>
        </noscript>
      </div>
    </Document>
  );
};
