import protobuf from "protobufjs";

/** ONNX element types (onnx.proto, TensorProto.DataType), by the names of the typed arrays that carry them. */
const ELEMENT_TYPE = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
export type ElementType = keyof typeof ELEMENT_TYPE;

/** AttributeProto.AttributeType. */
const ATTRIBUTE_TYPE = { float: 1, int: 2, ints: 7 } as const;

export type Attribute = { readonly float: number } | { readonly int: number } | { readonly ints: readonly number[] };

export interface OnnxNode {
  readonly opType: string;
  /** "" is the standard ONNX domain. */
  readonly domain: string;
  /** "" stands for an optional input left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface OnnxTensor {
  readonly name: string;
  readonly type: ElementType;
  readonly dimensions: readonly number[];
  /** Row-major values; little-endian in the file, as on every machine onnxruntime-node is built for. */
  readonly data: Float32Array | Int8Array | BigInt64Array;
}

/** A graph's input or output; a dimension given by name may have any size. */
export interface OnnxPort {
  readonly name: string;
  readonly type: ElementType;
  readonly dimensions: readonly (number | string)[];
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxTensor[];
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
}

const field = (id: number, type: string) => ({ id, type });
const list = (id: number, type: string) => ({ id, type, rule: "repeated" });

/** The few messages of ONNX that a graph of constants and plain nodes needs (onnx/onnx.proto, IR version 8). */
const messages = protobuf.Root.fromJSON({
  nested: {
    Model: {
      fields: {
        irVersion: field(1, "int64"),
        producerName: field(2, "string"),
        graph: field(7, "Graph"),
        opsetImport: list(8, "OperatorSet"),
      },
    },
    OperatorSet: { fields: { domain: field(1, "string"), version: field(2, "int64") } },
    Graph: {
      fields: {
        node: list(1, "Node"),
        name: field(2, "string"),
        initializer: list(5, "Tensor"),
        input: list(11, "ValueInfo"),
        output: list(12, "ValueInfo"),
      },
    },
    Node: {
      fields: {
        input: list(1, "string"),
        output: list(2, "string"),
        name: field(3, "string"),
        opType: field(4, "string"),
        attribute: list(5, "Attribute"),
        domain: field(7, "string"),
      },
    },
    Attribute: {
      fields: {
        name: field(1, "string"),
        f: field(2, "float"),
        i: field(3, "int64"),
        ints: list(8, "int64"),
        type: field(20, "int32"),
      },
    },
    Tensor: {
      fields: {
        dims: list(1, "int64"),
        dataType: field(2, "int32"),
        name: field(8, "string"),
        rawData: field(9, "bytes"),
      },
    },
    ValueInfo: { fields: { name: field(1, "string"), type: field(2, "Type") } },
    Type: { fields: { tensorType: field(1, "TensorType") } },
    TensorType: { fields: { elemType: field(1, "int32"), shape: field(2, "Shape") } },
    Shape: { fields: { dim: list(1, "Dimension") } },
    Dimension: { fields: { dimValue: field(1, "int64"), dimParam: field(2, "string") } },
  },
});

function attributeMessage([name, attribute]: [string, Attribute]) {
  if ("float" in attribute) return { name, f: attribute.float, type: ATTRIBUTE_TYPE.float };
  if ("int" in attribute) return { name, i: attribute.int, type: ATTRIBUTE_TYPE.int };
  return { name, ints: attribute.ints, type: ATTRIBUTE_TYPE.ints };
}

function portMessage({ name, type, dimensions }: OnnxPort) {
  const dim = dimensions.map((size) => (typeof size === "number" ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: ELEMENT_TYPE[type], shape: { dim } } } };
}

/** The bytes of an ONNX file: opset 17 and, beside it, ONNX Runtime's own operators (com.microsoft, version 1). */
export function encodeOnnx(graph: OnnxGraph): Uint8Array {
  const Model = messages.lookupType("Model");
  const message = Model.create({
    irVersion: 8,
    producerName: "kindred",
    opsetImport: [
      { domain: "", version: 17 },
      { domain: "com.microsoft", version: 1 },
    ],
    graph: {
      name: graph.name,
      node: graph.nodes.map(({ opType, domain, inputs, outputs, attributes }, position) => ({
        name: `${opType}_${position}`,
        opType,
        domain,
        input: inputs,
        output: outputs,
        attribute: Object.entries(attributes).map(attributeMessage),
      })),
      initializer: graph.constants.map(({ name, type, dimensions, data }) => ({
        name,
        dataType: ELEMENT_TYPE[type],
        dims: dimensions,
        rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      })),
      input: graph.inputs.map(portMessage),
      output: graph.outputs.map(portMessage),
    },
  });
  return Model.encode(message).finish();
}
