import type { WeightTensor } from "./safetensors.ts";

/** The sizes of a BERT encoder, as its config.json gives them. */
export interface BertShape {
  readonly hidden_size: number;
  readonly num_attention_heads: number;
  readonly num_hidden_layers: number;
  readonly intermediate_size: number;
  readonly layer_norm_eps: number;
}

/** y = x · weight + bias; `weight` is [inputs × outputs], row-major, the order in which ONNX multiplies. */
export interface Projection {
  readonly inputs: number;
  readonly outputs: number;
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

export interface Normalisation {
  readonly gain: Float32Array;
  readonly bias: Float32Array;
}

interface BertLayer {
  readonly query: Projection;
  readonly key: Projection;
  readonly value: Projection;
  readonly attentionOutput: Projection;
  readonly attentionNormalisation: Normalisation;
  readonly intermediate: Projection;
  readonly output: Projection;
  readonly outputNormalisation: Normalisation;
}

export interface BertWeights {
  readonly words: WeightTensor;
  readonly positions: WeightTensor;
  readonly tokenTypes: WeightTensor;
  readonly embeddingNormalisation: Normalisation;
  readonly layers: readonly BertLayer[];
}

/** PyTorch stores a projection as [outputs × inputs]; ONNX multiplies from the left. */
function transpose(data: Float32Array, rows: number, columns: number): Float32Array {
  const transposed = new Float32Array(data.length);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      transposed[column * rows + row] = data[row * columns + column]!;
    }
  }
  return transposed;
}

/** Sorts the tensors of a BERT encoder, by their names in a PyTorch checkpoint, into what the graphs need. */
export function readBertWeights(tensor: (name: string) => WeightTensor, shape: BertShape): BertWeights {
  const projection = (name: string): Projection => {
    const { shape: sizes, data } = tensor(`${name}.weight`);
    const [outputs = 0, inputs = 0] = sizes;
    return { inputs, outputs, weight: transpose(data, outputs, inputs), bias: tensor(`${name}.bias`).data };
  };
  const normalisation = (name: string): Normalisation => ({
    gain: tensor(`${name}.LayerNorm.weight`).data,
    bias: tensor(`${name}.LayerNorm.bias`).data,
  });
  const layer = (position: number): BertLayer => {
    const prefix = `encoder.layer.${position}`;
    return {
      query: projection(`${prefix}.attention.self.query`),
      key: projection(`${prefix}.attention.self.key`),
      value: projection(`${prefix}.attention.self.value`),
      attentionOutput: projection(`${prefix}.attention.output.dense`),
      attentionNormalisation: normalisation(`${prefix}.attention.output`),
      intermediate: projection(`${prefix}.intermediate.dense`),
      output: projection(`${prefix}.output.dense`),
      outputNormalisation: normalisation(`${prefix}.output`),
    };
  };
  return {
    words: tensor("embeddings.word_embeddings.weight"),
    positions: tensor("embeddings.position_embeddings.weight"),
    tokenTypes: tensor("embeddings.token_type_embeddings.weight"),
    embeddingNormalisation: normalisation("embeddings"),
    layers: Array.from({ length: shape.num_hidden_layers }, (_, position) => layer(position)),
  };
}

/** Puts projections of one input side by side: one [inputs × (a + b + …)] weight. */
export function joinProjections(projections: readonly Projection[]): Projection {
  const inputs = projections[0]!.inputs;
  const outputs = projections.reduce((sum, { outputs: columns }) => sum + columns, 0);
  const weight = new Float32Array(inputs * outputs);
  const bias = new Float32Array(outputs);
  let start = 0;
  for (const { outputs: columns, weight: part, bias: partBias } of projections) {
    for (let row = 0; row < inputs; row += 1) {
      weight.set(part.subarray(row * columns, (row + 1) * columns), row * outputs + start);
    }
    bias.set(partBias, start);
    start += columns;
  }
  return { inputs, outputs, weight, bias };
}
