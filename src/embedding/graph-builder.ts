import type { Attribute, ElementType, OnnxGraph, OnnxNode, OnnxPort, OnnxTensor } from "./onnx-format.ts";

interface NodeOptions {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** "" (standard ONNX) unless said otherwise. */
  readonly domain?: string;
  /** Names of the outputs; one fresh name unless given. */
  readonly outputs?: readonly string[];
}

/** Writes a graph down node by node: every call returns the name by which later nodes refer to the result. */
export interface GraphBuilder {
  /** @returns the name of the node's first output. */
  node(opType: string, inputs: readonly string[], options?: NodeOptions): string;
  constant(name: string, type: ElementType, dimensions: readonly number[], data: OnnxTensor["data"]): string;
  /** A single float without dimensions. */
  scalar(name: string, value: number): string;
  /** A list of whole numbers: axes, shapes. */
  integers(name: string, values: readonly number[]): string;
  finish(name: string, inputs: readonly OnnxPort[], outputs: readonly OnnxPort[]): OnnxGraph;
}

export function createGraphBuilder(): GraphBuilder {
  const nodes: OnnxNode[] = [];
  const constants: OnnxTensor[] = [];
  const constant: GraphBuilder["constant"] = (name, type, dimensions, data) => {
    constants.push({ name, type, dimensions, data });
    return name;
  };
  return {
    constant,
    node(opType, inputs, { attributes = {}, domain = "", outputs = [`${opType}_${nodes.length}_output`] } = {}) {
      nodes.push({ opType, domain, inputs, outputs, attributes });
      return outputs[0]!;
    },
    scalar: (name, value) => constant(name, "float32", [], Float32Array.of(value)),
    integers: (name, values) => constant(name, "int64", [values.length], BigInt64Array.from(values, BigInt)),
    finish: (name, inputs, outputs) => ({ name, nodes, constants, inputs, outputs }),
  };
}
