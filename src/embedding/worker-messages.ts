import type { WeightsKind } from "./resolved-model.ts";

/** Given to a worker as `workerData`. */
export interface WorkerSettings {
  readonly directory: string;
  readonly weights: WeightsKind;
}

export interface EncodeRequest {
  readonly texts: readonly string[];
}

/** What became of one batch: `vectors` holds texts × dimensions floats; a text that failed left zeros there. */
export interface EncodedBatch {
  readonly vectors: Float32Array<ArrayBuffer>;
  readonly failures: readonly { readonly position: number; readonly reason: string }[];
}

/** From worker to owner: once `ready` or `unusable`, then one `encoded` per request, in order. */
export type WorkerMessage =
  | { readonly kind: "ready"; readonly dimensions: number }
  | { readonly kind: "unusable"; readonly reason: string }
  | { readonly kind: "encoded"; readonly batch: EncodedBatch };
