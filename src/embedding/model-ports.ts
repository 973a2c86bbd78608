import type { OnnxPort } from "./onnx-format.ts";

/** What every BERT export takes: [texts × tokens] each. */
export const MODEL_INPUTS: readonly OnnxPort[] = ["input_ids", "attention_mask", "token_type_ids"].map((name) => ({
  name,
  type: "int64",
  dimensions: ["texts", "tokens"],
}));

/** What feature extraction reads: one vector per token, [texts × tokens × hiddenSize]. */
export const HIDDEN_OUTPUT = "last_hidden_state";

/** Only in graphs made here: the mean of a text's token vectors over its mask, not normalised, [texts × hiddenSize]. */
export const POOLED_OUTPUT = "mean_pooled";

export function hiddenOutput(hiddenSize: number): OnnxPort {
  return { name: HIDDEN_OUTPUT, type: "float32", dimensions: ["texts", "tokens", hiddenSize] };
}
