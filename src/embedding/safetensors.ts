/** One named array of a safetensors file, widened to float32; `shape` and `data` are row-major. */
export interface WeightTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

interface TensorHeader {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** First and last-plus-one byte of the data, counted from the end of the header. */
  readonly data_offsets: readonly [number, number];
}

/** The header's length stands in the first 8 bytes, little-endian. */
const LENGTH_BYTES = 8;

/** IEEE 754 half precision to single, by table: the exponent and sign decide offset and scale. */
function halfToFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/**
 * Reads a safetensors file (https://github.com/huggingface/safetensors#format) with F16 or F32 weights.
 * @returns a function from a tensor's name to its values; it throws a plain Error for a name that is absent
 * or has another element type: with the file's checksum verified, that is a mistake in the calling code.
 */
export function readSafetensors(file: Uint8Array): (name: string) => WeightTensor {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  const start = LENGTH_BYTES + headerLength;
  const header = JSON.parse(Buffer.from(file.subarray(LENGTH_BYTES, start)).toString("utf8")) as Record<
    string,
    TensorHeader
  >;
  const halves = Float32Array.from({ length: 0x10000 }, (_, half) => halfToFloat(half));
  return (name) => {
    const tensor = header[name];
    if (tensor === undefined) throw new Error(`The weights file has no tensor ${name}.`);
    const [from, to] = tensor.data_offsets;
    const data = new Float32Array(tensor.shape.reduce((product, size) => product * size, 1));
    const bytesPerValue = (to - from) / data.length;
    if (tensor.dtype === "F16" && bytesPerValue === 2) {
      for (let position = 0; position < data.length; position += 1) {
        data[position] = halves[view.getUint16(start + from + position * 2, true)]!;
      }
    } else if (tensor.dtype === "F32" && bytesPerValue === 4) {
      for (let position = 0; position < data.length; position += 1) {
        data[position] = view.getFloat32(start + from + position * 4, true);
      }
    } else {
      throw new Error(`Tensor ${name} has element type ${tensor.dtype}, which is not read here.`);
    }
    return { shape: tensor.shape, data };
  };
}
