import { join, resolve } from "node:path";
import { KindredError } from "../forum/errors.ts";
import { readBertWeights } from "./bert-weights.ts";
import { fusedGraph } from "./fused-graph.ts";
import { folderDefect, publishFolder } from "./model-folder.ts";
import { readModelPackage, WEIGHTS_DIGEST } from "./model-package.ts";
import { encodeOnnx } from "./onnx-format.ts";
import { plainGraph } from "./plain-graph.ts";
import { COMPANION_FILES, describeModel, WEIGHTS_FILES, type ResolvedModel } from "./resolved-model.ts";
import { readSafetensors } from "./safetensors.ts";

const NAME = "all-MiniLM-L6-v2";
/** Raise it when a graph or a file written here changes: folders prepared before are then prepared anew. */
const RECIPE_VERSION = 2;

const VARIANTS = {
  "int8-fused": { weights: "q8", graph: fusedGraph },
  fp32: { weights: "fp32", graph: plainGraph },
} as const;
/** `int8-fused` serves; `fp32` is what a published model would be, for comparison. */
export type ModelVariant = keyof typeof VARIANTS;

/** The package has none. Everything here is needed: a shorter one makes the library's tokenizer throw. */
const TOKENIZER_CONFIG = {
  tokenizer_class: "BertTokenizer",
  do_lower_case: true,
  tokenize_chinese_chars: true,
  strip_accents: null,
  unk_token: "[UNK]",
  sep_token: "[SEP]",
  pad_token: "[PAD]",
  cls_token: "[CLS]",
  mask_token: "[MASK]",
  model_max_length: 512,
};

export interface PreparationOptions {
  /** Folder of prepared models; made if absent. */
  readonly directory: string;
}

/**
 * The model that npm installed, as a folder that the library loads: written once (about 2 s), verified and
 * reused afterwards. Safe to kill, and safe to call from several processes at once.
 * @param log receives one sentence when something is prepared, with the reason.
 * @throws KindredError `model_unavailable` when the package is absent or damaged or the folder cannot be written.
 */
export async function prepareDefaultModel(
  { directory }: PreparationOptions,
  {
    variant = "int8-fused",
    log = () => {},
  }: { readonly variant?: ModelVariant; readonly log?: (message: string) => void } = {},
): Promise<ResolvedModel> {
  const { weights, graph } = VARIANTS[variant];
  const target = resolve(directory, `${NAME}-${variant}`);
  const recipe = `${NAME}/${variant}/${RECIPE_VERSION}/${WEIGHTS_DIGEST}`;
  try {
    const defect = await folderDefect(target, recipe);
    if (defect !== null) {
      log(`Preparing the model ${NAME} (${variant}): the prepared copy in ${target} is ${defect}.`);
      const source = await readModelPackage();
      const bert = readBertWeights(readSafetensors(source.weights), source.shape);
      await publishFolder(target, recipe, {
        [WEIGHTS_FILES[weights]]: encodeOnnx(graph(bert, source.shape)),
        "config.json": source.config,
        "tokenizer.json": source.tokenizer,
        "tokenizer_config.json": JSON.stringify(TOKENIZER_CONFIG, null, 2),
      } satisfies Record<(typeof COMPANION_FILES)[number], string> & Record<string, Uint8Array | string>);
    }
    return await describeModel(target, { name: NAME, variant, weights });
  } catch (error) {
    if (error instanceof KindredError) throw error;
    throw new KindredError(
      "model_unavailable",
      `The model could not be prepared in ${join(directory)}: ${(error as Error).message}`,
      "Give a folder that can be written and has 150 MB free, or name a model of your own with EMBEDDING_MODEL.",
      { cause: error },
    );
  }
}
