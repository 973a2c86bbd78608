import type { Progress } from "./api.ts";

const number = (count: number) => count.toLocaleString("en");

/** How much is judged of what was found, and how far the forum is looked through. */
export const ProgressView = ({ progress }: { readonly progress: Progress | undefined }) => {
  if (progress === undefined) return null;
  const { judging, finding } = progress;
  return (
    <div class="progress">
      <label for="judged">
        <strong>{number(judging.judged)}</strong> of {number(judging.total)} pairs judged
      </label>
      <progress id="judged" max={Math.max(1, judging.total)} value={judging.judged} />
      {finding.complete ? null : (
        <p class="quiet">
          Looking through the forum: {number(finding.threads - finding.pending)} of {number(finding.threads)} threads
        </p>
      )}
    </div>
  );
};
