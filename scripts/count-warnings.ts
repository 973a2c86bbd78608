import type { ProgressLine } from "../src/ingest/progress-line.ts";

/** Says each warning the first time it comes: an unknown key stands on every line of an export. */
export function countWarnings(progress: ProgressLine) {
  const seen = new Map<string, number>();
  return {
    note: (file: string, line: number, warning: string) => {
      const before = seen.get(warning) ?? 0;
      if (before === 0) progress.say(`${file}, line ${line}: ${warning}`);
      seen.set(warning, before + 1);
    },
    sayHowOften: () => {
      for (const [warning, times] of seen) if (times > 1) progress.say(`${times} times: ${warning}`);
    },
  };
}
