import type { Interval } from "./bootstrap.ts";

/** Rows of cells as lines of equal columns: the first to the left, the others to the right. No trailing space. */
export function textTable(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("   ")
      .trimEnd(),
  );
}

/** ".812", "-.004", "1.000": three decimals, no zero before the point. */
export function decimal(value: number): string {
  return value.toFixed(3).replace(/^(-?)0\./, "$1.").replace(/^-\.000$/, ".000");
}

/** "12.3 %"; "–" for a share of nothing. */
export function percent(share: number | null): string {
  return share === null ? "–" : `${(share * 100).toFixed(1)} %`;
}

/** ".812 [.790 .834]": a mean and where it lies. */
export const bracketed = ({ mean, low, high }: Interval): string => `${decimal(mean)} [${decimal(low)} ${decimal(high)}]`;
