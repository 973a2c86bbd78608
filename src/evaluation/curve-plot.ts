import type { CurvePoint } from "./score-curve.ts";

export interface PlottedCurve {
  readonly title: string;
  readonly points: readonly CurvePoint[];
}

/** All in the units of the picture. */
const PANEL = { width: 460, height: 300, left: 52, right: 16, top: 36, bottom: 44 };
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];
/** Told apart without colours as well: the second is dashed (Okabe & Ito 2008 for the colours). */
const LINES = [
  { name: "precision", color: "#0072b2", dash: "" },
  { name: "recall", color: "#d55e00", dash: "6 3" },
] as const;

/**
 * A self-contained SVG: for each curve a panel with precision and recall over the score, and the default cut.
 * @param cut a score, 0 to 1
 */
export function curvePlot(curves: readonly PlottedCurve[], cut: number): string {
  const height = PANEL.height * curves.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PANEL.width} ${height}" width="${PANEL.width}" height="${height}" role="img" font-family="sans-serif" font-size="12">`,
    "<title>Precision and recall over the score</title>",
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...curves.map((curve, place) => `<g transform="translate(0 ${place * PANEL.height})">${panel(curve, cut)}</g>`),
    "</svg>\n",
  ].join("\n");
}

const across = (score: number) => digits(PANEL.left + score * (PANEL.width - PANEL.left - PANEL.right));
const up = (share: number) => digits(PANEL.height - PANEL.bottom - share * (PANEL.height - PANEL.top - PANEL.bottom));
const digits = (value: number) => Math.round(value * 10) / 10;

function panel({ title, points }: PlottedCurve, cut: number): string {
  const grid = TICKS.flatMap((tick) => [
    `<path d="M${across(0)} ${up(tick)}H${across(1)}M${across(tick)} ${up(0)}V${up(1)}" stroke="#ddd" fill="none"/>`,
    `<text x="${across(0) - 6}" y="${up(tick) + 4}" text-anchor="end">${tick}</text>`,
    `<text x="${across(tick)}" y="${up(0) + 16}" text-anchor="middle">${tick}</text>`,
  ]);
  const lines = LINES.map(({ name, color, dash }) => {
    const places = points.flatMap((point) => (point[name] === null ? [] : [`${across(point.score)},${up(point[name])}`]));
    return `<polyline points="${places.join(" ")}" fill="none" stroke="${color}" stroke-width="2" stroke-dasharray="${dash}"/>`;
  });
  const legend = LINES.map(({ name, color, dash }, place) => {
    const x = across(1) - 170 + place * 92;
    return `<path d="M${x} 16h22" stroke="${color}" stroke-width="2" stroke-dasharray="${dash}"/><text x="${x + 27}" y="20">${name}</text>`;
  });
  return [
    `<text x="${PANEL.left}" y="20" font-weight="bold">${escaped(title)}</text>`,
    ...grid,
    `<path d="M${across(cut)} ${up(0)}V${up(1)}" stroke="#666" stroke-dasharray="2 3"/>`,
    `<text x="${across(cut) + 4}" y="${up(0.5)}" fill="#444">cut ${cut}</text>`,
    ...lines,
    ...legend,
    `<text x="${across(0.5)}" y="${PANEL.height - 8}" text-anchor="middle">score</text>`,
  ].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
