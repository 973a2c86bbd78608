/** Turns a similarity into a probability, and says from where on a thread is worth showing. */
export interface Calibration {
  /** How probably an editor would call the two related, 0 to 1; monotonic in `raw`. */
  score(raw: number): number;
  /** Shown from this score on, unless asked otherwise. */
  readonly cut: number;
}

/** A logistic curve (Platt 1999): half way at `midpoint`, `steepness` per unit of similarity. */
export interface LogisticCurve {
  readonly midpoint: number;
  readonly steepness: number;
  readonly cut: number;
}

export function createCalibration({ midpoint, steepness, cut }: LogisticCurve): Calibration {
  return { score: (raw) => 1 / (1 + Math.exp(-steepness * (raw - midpoint))), cut };
}

/** Cosines between models are not comparable: each curve belongs to one model, whoever published the copy. */
// Printed by `npm run calibrate` from labelled pairs of questions; see DESIGN.md.
const FITTED: readonly { readonly model: RegExp; readonly curve: LogisticCurve }[] = [
  { model: /^([^/]+\/)?all-MiniLM-L6-v2\//, curve: { midpoint: 0.48, steepness: 11.8, cut: 0.22 } },
];

/** For a model nobody measured: the similarity itself, negative ones as 0, and nothing hidden. */
const UNFITTED: Calibration = { score: (raw) => Math.min(1, Math.max(0, raw)), cut: 0 };

export function calibrationFor(fingerprint: string): Calibration {
  const fitted = FITTED.find(({ model }) => model.test(fingerprint));
  return fitted === undefined ? UNFITTED : createCalibration(fitted.curve);
}
