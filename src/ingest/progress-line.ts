import type { IngestProgress } from "./ingest.ts";

/** Plain lines come this far apart, in milliseconds: a log is read afterwards. */
const PLAIN_EVERY_MS = 5_000;
const TERMINAL_EVERY_MS = 100;

/** Where progress goes; `process.stderr` fits. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** One line that is written over on a terminal, plain lines elsewhere. */
export interface ProgressLine {
  /** @param share of the source that is read, 0 to 1; undefined where nobody knows. */
  show(label: string, progress: IngestProgress, share?: number): void;
  /** A line that stays. */
  say(message: string): void;
}

export function createProgressLine(output: ProgressOutput): ProgressLine {
  const terminal = output.isTTY === true;
  const started = performance.now();
  let shownAt = Number.NEGATIVE_INFINITY;
  let shown = false;

  return {
    show: (label, { threads, embedded }, share) => {
      const now = performance.now();
      if (now - shownAt < (terminal ? TERMINAL_EVERY_MS : PLAIN_EVERY_MS)) return;
      shownAt = now;
      const seconds = (now - started) / 1000;
      const done = threads.added + threads.updated + threads.unchanged;
      const rate = Math.round(embedded / seconds);
      const left = share === undefined || share < 0.01 ? "" : `, about ${duration((seconds * (1 - share)) / share)} left`;
      const line = `${label}: ${done} threads, ${embedded} passages, ${rate} passages/s${left}`;
      shown = terminal;
      output.write(terminal ? `\r\u001B[K${line.slice(0, (output.columns ?? 80) - 1)}` : `${line}\n`);
    },
    say: (message) => {
      output.write(shown ? `\r\u001B[K${message}\n` : `${message}\n`);
      shown = false;
    },
  };
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
