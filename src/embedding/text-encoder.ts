import { AutoModel, AutoTokenizer, env, LogLevel, Tensor } from "@xenova/transformers";
import { multipliesExactly } from "./integer-products.ts";
import { HIDDEN_OUTPUT, MODEL_INPUTS, POOLED_OUTPUT } from "./model-ports.ts";
import { findSpecialTokens, splitIntoChunks } from "./token-chunks.ts";
import type { WorkerSettings } from "./worker-messages.ts";

/** Of ONNX Runtime's session, what is used here; the library types it as any. */
interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(
    inputs: Record<string, unknown>,
    outputs: readonly string[],
  ): Promise<Record<string, { readonly data: Float32Array; readonly dims: readonly number[] } | undefined>>;
}

export interface TextEncoder {
  /** Length of a vector. */
  readonly dimensions: number;
  /** Rejects when the model's output is not finite. */
  encode(text: string): Promise<Float32Array>;
}

/** BERT's positions; a model that says nothing has at least these. */
const USUAL_POSITIONS = 512;

/** Mean of `length` token vectors that follow one another in `states`. */
function meanOfTokens(states: Float32Array, length: number): Float32Array {
  const mean = new Float32Array(states.length / length);
  for (let token = 0; token < length; token += 1) {
    for (let place = 0; place < mean.length; place += 1) mean[place]! += states[token * mean.length + place]! / length;
  }
  return mean;
}

function normalise(sums: Float64Array): Float32Array {
  const length = Math.hypot(...sums);
  if (!Number.isFinite(length) || length === 0) throw new Error("The model's output is not a finite, non-zero vector.");
  return Float32Array.from(sums, (value) => value / length);
}

/**
 * Loads a model folder into this thread, where `encode` then blocks: use it in a worker.
 *
 * Every text is a run of its own. Padded batches would let texts share the scale of their quantised activations,
 * so that a vector depended on its neighbours, and they are slower too (see DESIGN.md). A text longer than the
 * model's positions is encoded in chunks, and its vector is the mean over the tokens of all of them.
 */
export async function loadTextEncoder({ directory, weights }: WorkerSettings): Promise<TextEncoder> {
  env.allowRemoteModels = false;
  env.logLevel = LogLevel.ERROR;
  const tokenizer = await AutoTokenizer.from_pretrained(directory);
  const model = await AutoModel.from_pretrained(directory, {
    dtype: weights,
    device: "cpu",
    // One thread a worker: a session with two spends up to twice the processor time a text, waiting in between.
    session_options: {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      ...(multipliesExactly() ? {} : { extra: { session: { x64quantprecision: "1" } } }),
    },
  });
  const session = model.sessions["model"] as Session;

  const inputs = MODEL_INPUTS.map(({ name }) => name).filter((name) => session.inputNames.includes(name));
  const unknown = session.inputNames.filter((name) => !inputs.includes(name));
  if (unknown.length > 0) throw new Error(`The model wants inputs that a text does not give: ${unknown.join(", ")}.`);
  const output = [POOLED_OUTPUT, HIDDEN_OUTPUT, "token_embeddings"].find((name) => session.outputNames.includes(name));
  if (output === undefined) throw new Error(`The model has no output named ${HIDDEN_OUTPUT}.`);

  const { max_position_embeddings: positions = USUAL_POSITIONS } = model.config as { max_position_embeddings?: number };
  const limit = Math.min(tokenizer.model_max_length, positions);
  const special = findSpecialTokens(tokenizer.encode("a"), tokenizer.encode("a", { add_special_tokens: false }));

  /** A chunk's mean over its tokens, not normalised. */
  const encodeChunk = async (ids: readonly number[]): Promise<Float32Array> => {
    const values: Record<string, BigInt64Array> = {
      input_ids: BigInt64Array.from(ids, BigInt),
      attention_mask: new BigInt64Array(ids.length).fill(1n),
      token_type_ids: new BigInt64Array(ids.length),
    };
    const tensor = (name: string) => new Tensor("int64", values[name]!, [1, ids.length]).ort_tensor;
    // The session itself rather than the library's call: that one fetches every output, and on an error prints the inputs.
    const { [output]: result } = await session.run(
      Object.fromEntries(inputs.map((name) => [name, tensor(name)])),
      [output],
    );
    return output === POOLED_OUTPUT ? result!.data : meanOfTokens(result!.data, ids.length);
  };

  const encode = async (text: string): Promise<Float32Array> => {
    const chunks = splitIntoChunks(tokenizer.encode(text, { add_special_tokens: false }), special, limit);
    const [first, ...rest] = chunks;
    const sums = Float64Array.from(await encodeChunk(first!), (value) => value * first!.length);
    for (const chunk of rest) {
      const mean = await encodeChunk(chunk);
      for (let place = 0; place < sums.length; place += 1) sums[place]! += mean[place]! * chunk.length;
    }
    return normalise(sums);
  };
  const { length: dimensions } = await encode("a");
  return { dimensions, encode };
}
