import { explained, type Database } from "./database.ts";

/** Whether the sample forum is going in, is in, is leaving, or has left for good. */
export type SampleState = "absent" | "filling" | "complete" | "leaving" | "left";

/** What an index remembers about itself. */
export interface SettingsStore {
  sample(): SampleState;
  /** Moves on to `state`, unless the index has gone on to another than `from` meanwhile: then false. */
  moveSample(from: readonly SampleState[], state: SampleState): boolean;
  /** What was fitted on this forum, by its key, as JSON; undefined where nothing was. */
  calibration(key: string): string | undefined;
  keepCalibration(key: string, json: string): void;
  /** @returns whether there was one */
  forgetCalibration(key: string): boolean;
  /** Key up to which stored threads are masked by these rules: 0 where none is, Infinity where all are. */
  maskedUpTo(rules: number): number;
  keepMaskedUpTo(rules: number, key: number): void;
  /** From here on threads come in as they are. */
  forgetMasked(): void;
  /** Number of the newest change that what threads joined reflects; undefined where nothing was ever mined. */
  topicsJoinedUpTo(): number | undefined;
  keepTopicsJoinedUpTo(sequence: number): void;
}

const MASKED_UP_TO = "personal data masked up to";
const TOPICS_JOINED_UP_TO = "topics joined up to";

export function createSettingsStore(database: Database): SettingsStore {
  const get = database.prepare<[string], string>("SELECT value FROM settings WHERE name = ?").pluck();
  const set = database.prepare("INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
  const remove = database.prepare("DELETE FROM settings WHERE name = ?");
  const sample = () => (get.get("sample") as SampleState | undefined) ?? "absent";
  const moveSample = database.transaction((from: readonly SampleState[], state: SampleState) => {
    if (!from.includes(sample())) return false;
    set.run("sample", state);
    return true;
  });
  const calibrationOf = (key: string) => `calibration of ${key}`;
  return {
    sample,
    moveSample: (from, state) => moveSample.immediate(from, state),
    calibration: (key) => get.get(calibrationOf(key)),
    keepCalibration: (key, json) => void explained(() => set.run(calibrationOf(key), json)),
    forgetCalibration: (key) => explained(() => remove.run(calibrationOf(key)).changes > 0),
    maskedUpTo: (rules) => {
      const [by, key] = get.get(MASKED_UP_TO)?.split(" ") ?? [];
      return Number(by) === rules ? Number(key) : 0;
    },
    keepMaskedUpTo: (rules, key) => void explained(() => set.run(MASKED_UP_TO, `${rules} ${key}`)),
    forgetMasked: () => void explained(() => remove.run(MASKED_UP_TO)),
    topicsJoinedUpTo: () => {
      const sequence = get.get(TOPICS_JOINED_UP_TO);
      return sequence === undefined ? undefined : Number(sequence);
    },
    keepTopicsJoinedUpTo: (sequence) => void explained(() => set.run(TOPICS_JOINED_UP_TO, String(sequence))),
  };
}
