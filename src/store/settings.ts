import type { Database } from "./database.ts";

/** Whether the sample forum is going in, is in, or has left for good. */
export type SampleState = "absent" | "filling" | "complete" | "left";

/** What an index remembers about itself. */
export interface SettingsStore {
  sample(): SampleState;
  setSample(state: SampleState): void;
}

export function createSettingsStore(database: Database): SettingsStore {
  const get = database.prepare<[string], string>("SELECT value FROM settings WHERE name = ?").pluck();
  const set = database.prepare("INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
  return {
    sample: () => (get.get("sample") as SampleState | undefined) ?? "absent",
    setSample: (state) => void set.run("sample", state),
  };
}
