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
  /** The same where nothing is embedded; `state` says how far it is: "1200 threads". */
  note(label: string, state: string, share?: number): void;
  /** A line that stays. */
  say(message: string): void;
}

/** @param now a clock, in milliseconds */
export function createProgressLine(output: ProgressOutput, now: () => number = () => performance.now()): ProgressLine {
  const terminal = output.isTTY === true;
  const started = now();
  let shownAt = Number.NEGATIVE_INFINITY;
  let shown = false;

  const elapsedSeconds = (from: number) => (now() - from) / 1000;
  /** When, and at which share, what is estimated began: nobody knows the share while a dump is only read. */
  let known = { from: started, share: 0 };
  let lastShare = 0;

  function timeLeft(share: number | undefined): string {
    if (share === undefined) known = { from: now(), share: lastShare };
    else lastShare = share;
    const done = (share ?? 0) - known.share;
    return share === undefined || done < 0.01 ? "" : `, about ${duration((elapsedSeconds(known.from) * (1 - share)) / done)} left`;
  }

  function note(label: string, state: string, share?: number): void {
    const left = timeLeft(share);
    if (now() - shownAt < (terminal ? TERMINAL_EVERY_MS : PLAIN_EVERY_MS)) return;
    shownAt = now();
    const line = `${label}: ${state}${left}`;
    shown = terminal;
    output.write(terminal ? `\r\u001B[K${line.slice(0, (output.columns ?? 80) - 1)}` : `${line}\n`);
  }

  return {
    note,
    show: (label, { threads, embedded }, share) => {
      const done = threads.added + threads.updated + threads.unchanged;
      note(label, `${done} threads, ${embedded} passages, ${Math.round(embedded / elapsedSeconds(started))} passages/s`, share);
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
