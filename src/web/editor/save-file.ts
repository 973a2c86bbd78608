import type { ExportFile } from "./api.ts";

const NAMES: Readonly<Record<ExportFile, string>> = {
  pairs: "duplicate-pairs.csv",
  decisions: "duplicate-decisions.csv",
  labels: "duplicate-labels.tsv",
};

/** A link cannot send the key: what was fetched with it is handed to the browser. */
export function saveFile(file: ExportFile, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = NAMES[file];
  link.click();
  // Once the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
