import { createHash } from "node:crypto";
import { join } from "node:path";
import { PREPARATION_VERSION } from "../forum/passage.ts";
import { fileDigest } from "./file-digest.ts";

/** The library's names for weights files, best first: int8 costs a third of float32 and ranks as well. */
export const WEIGHTS_FILES = {
  q8: "onnx/model_quantized.onnx",
  int8: "onnx/model_int8.onnx",
  fp32: "onnx/model.onnx",
} as const;
export type WeightsKind = keyof typeof WEIGHTS_FILES;

/** Beside the weights, what every model folder in the transformers.js layout holds. */
export const COMPANION_FILES = ["config.json", "tokenizer.json", "tokenizer_config.json"] as const;

/** Raise it when `text-encoder.ts` would give another vector for the same text and model. */
const ENCODER_VERSION = 1;

/** A model that is on disk, whole, and known by its content. */
export interface ResolvedModel {
  /** Absolute path of a folder in the transformers.js layout. */
  readonly directory: string;
  readonly weights: WeightsKind;
  /** e.g. `all-MiniLM-L6-v2/int8-fused/p1-0f3a…`: equal exactly when the same texts give the same vectors. */
  readonly fingerprint: string;
}

/** Hashes what decides a vector and names the model by it. Rejects with the system's error for a missing file. */
export async function describeModel(
  directory: string,
  { name, variant, weights }: { readonly name: string; readonly variant: string; readonly weights: WeightsKind },
): Promise<ResolvedModel> {
  const files = [WEIGHTS_FILES[weights], "tokenizer.json", "tokenizer_config.json"];
  const digests = await Promise.all(files.map((file) => fileDigest(join(directory, file))));
  const decisive = [...digests, variant, PREPARATION_VERSION, ENCODER_VERSION];
  const digest = createHash("sha256").update(JSON.stringify(decisive)).digest("hex").slice(0, 12);
  return { directory, weights, fingerprint: `${name}/${variant}/p${PREPARATION_VERSION}-${digest}` };
}
