import { type Findings, isBlankText } from "./tidying.ts";

/** Tidies each entry, drops what became undefined, null or blank, and notes where the rest stood. */
export function tidyList(
  list: unknown,
  field: string,
  findings: Findings,
  tidyEntry: (entry: unknown, field: string, findings: Findings) => unknown = (entry) => entry,
): unknown {
  if (!Array.isArray(list)) return list;
  const kept: unknown[] = [];
  const positions: number[] = [];
  for (const [position, entry] of (list as unknown[]).entries()) {
    if (entry === null || (field !== "replies" && isBlankText(entry))) continue;
    const tidied = tidyEntry(entry, `${field}[${position}]`, findings);
    if (tidied === undefined) continue;
    kept.push(tidied);
    positions.push(position);
  }
  findings.positions.set(field, positions);
  return kept;
}

/** Drops entries whose key came before, or is one of `known`. Entries without a key stay, for the schema to refuse by name. */
export function withoutDuplicates(
  list: unknown,
  field: string,
  findings: Findings,
  keyOf: (entry: unknown) => string | undefined,
  known: readonly string[] = [],
): unknown {
  if (!Array.isArray(list)) return list;
  const positions = findings.positions.get(field) ?? [];
  const seen = new Set(known);
  const kept: number[] = [];
  for (const [index, entry] of (list as unknown[]).entries()) {
    const key = keyOf(entry);
    if (key !== undefined && seen.has(key)) continue;
    if (key !== undefined) seen.add(key);
    kept.push(index);
  }
  findings.positions.set(field, kept.map((index) => positions[index] ?? index));
  return kept.map((index) => (list as unknown[])[index]);
}
