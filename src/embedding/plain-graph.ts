import type { BertShape, BertWeights, Normalisation, Projection } from "./bert-weights.ts";
import { createGraphBuilder } from "./graph-builder.ts";
import { HIDDEN_OUTPUT, hiddenOutput, MODEL_INPUTS } from "./model-ports.ts";
import type { OnnxGraph } from "./onnx-format.ts";

/** What torch writes for a masked position: far enough down that softmax gives exactly 0 in float32. */
const MASKED = -10_000;

/**
 * The encoder in float32 and standard operators, laid out as torch.onnx exports it, so that ONNX Runtime may
 * fuse it as it would any published model. Oracle of the tests and baseline of the benchmarks.
 */
export function plainGraph(weights: BertWeights, shape: BertShape): OnnxGraph {
  const { hidden_size: hidden, num_attention_heads: heads } = shape;
  const headSize = hidden / heads;
  const graph = createGraphBuilder();

  const project = (name: string, input: string, { inputs, outputs, weight, bias }: Projection) => {
    const weightName = graph.constant(`${name}.weight`, "float32", [inputs, outputs], weight);
    const product = graph.node("MatMul", [input, weightName]);
    return graph.node("Add", [graph.constant(`${name}.bias`, "float32", [outputs], bias), product]);
  };
  const normalise = (name: string, input: string, { gain, bias }: Normalisation, outputs?: readonly string[]) => {
    const gainName = graph.constant(`${name}.gain`, "float32", [hidden], gain);
    const biasName = graph.constant(`${name}.bias`, "float32", [hidden], bias);
    return graph.node("LayerNormalization", [input, gainName, biasName], {
      attributes: { axis: { int: -1 }, epsilon: { float: shape.layer_norm_eps } },
      ...(outputs === undefined ? {} : { outputs }),
    });
  };

  const splitShape = graph.integers("split_shape", [0, 0, heads, headSize]);
  const joinShape = graph.integers("join_shape", [0, 0, hidden]);
  const one = graph.scalar("one", 1);
  const half = graph.scalar("half", 0.5);
  const rootOfTwo = graph.scalar("root_of_two", Math.SQRT2);
  const rootOfHeadSize = graph.scalar("root_of_head_size", Math.sqrt(headSize));

  const maskByHead = graph.node("Unsqueeze", [
    graph.node("Unsqueeze", ["attention_mask", graph.integers("head_axis", [1])]),
    graph.integers("query_axis", [2]),
  ]);
  const maskAsFloat = graph.node("Cast", [maskByHead], { attributes: { to: { int: 1 } } });
  const masked = graph.node("Mul", [graph.node("Sub", [one, maskAsFloat]), graph.scalar("masked", MASKED)]);

  const table = (name: string, { shape: sizes, data }: { shape: readonly number[]; data: Float32Array }) =>
    graph.constant(name, "float32", sizes, data);
  const words = graph.node("Gather", [table("words", weights.words), "input_ids"]);
  const types = graph.node("Gather", [table("token_types", weights.tokenTypes), "token_type_ids"]);
  const length = graph.node("Gather", [graph.node("Shape", ["input_ids"]), graph.constant("second", "int64", [], BigInt64Array.of(1n))]);
  const lengthList = graph.node("Unsqueeze", [length, graph.integers("only_axis", [0])]);
  const from = graph.integers("from", [0]);
  const places = graph.node("Slice", [table("positions", weights.positions), from, lengthList, graph.integers("axis", [0])]);
  const embedded = graph.node("Add", [graph.node("Add", [words, types]), places]);
  let state = normalise("embeddings", embedded, weights.embeddingNormalisation);

  const split = (input: string, perm: readonly number[]) =>
    graph.node("Transpose", [graph.node("Reshape", [input, splitShape])], { attributes: { perm: { ints: perm } } });

  weights.layers.forEach((layer, position) => {
    const name = `layer.${position}`;
    const last = position === weights.layers.length - 1;
    const query = split(project(`${name}.query`, state, layer.query), [0, 2, 1, 3]);
    const key = split(project(`${name}.key`, state, layer.key), [0, 2, 3, 1]);
    const value = split(project(`${name}.value`, state, layer.value), [0, 2, 1, 3]);
    const scores = graph.node("Div", [graph.node("MatMul", [query, key]), rootOfHeadSize]);
    const attention = graph.node("Softmax", [graph.node("Add", [scores, masked])], { attributes: { axis: { int: -1 } } });
    const mixed = graph.node("Transpose", [graph.node("MatMul", [attention, value])], {
      attributes: { perm: { ints: [0, 2, 1, 3] } },
    });
    const attended = project(`${name}.attention_output`, graph.node("Reshape", [mixed, joinShape]), layer.attentionOutput);
    const between = normalise(`${name}.attention`, graph.node("Add", [attended, state]), layer.attentionNormalisation);

    const wide = project(`${name}.intermediate`, between, layer.intermediate);
    const error = graph.node("Add", [graph.node("Erf", [graph.node("Div", [wide, rootOfTwo])]), one]);
    const activated = graph.node("Mul", [graph.node("Mul", [wide, error]), half]);
    const narrow = project(`${name}.output`, activated, layer.output);
    const sum = graph.node("Add", [narrow, between]);
    state = normalise(name, sum, layer.outputNormalisation, last ? [HIDDEN_OUTPUT] : undefined);
  });

  return graph.finish("bert", MODEL_INPUTS, [hiddenOutput(hidden)]);
}
