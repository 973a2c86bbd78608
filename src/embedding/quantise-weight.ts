import type { Projection } from "./bert-weights.ts";

/** Symmetric int8: no zero point, and −128 stays unused so that a weight and its negative are equally exact. */
const LARGEST = 127;

export interface QuantisedWeight {
  /** [inputs × outputs], row-major. */
  readonly values: Int8Array;
  /** One per output: weight ≈ value × scale. */
  readonly scales: Float32Array;
}

/** Rounds each output channel of a projection to int8 with a scale of its own. */
export function quantiseWeight({ inputs, outputs, weight }: Projection): QuantisedWeight {
  const values = new Int8Array(weight.length);
  const scales = new Float32Array(outputs);
  for (let output = 0; output < outputs; output += 1) {
    let largest = 0;
    for (let input = 0; input < inputs; input += 1) {
      largest = Math.max(largest, Math.abs(weight[input * outputs + output]!));
    }
    // A channel of zeros has any scale; 1 avoids dividing by zero.
    const scale = largest === 0 ? 1 : Math.fround(largest / LARGEST);
    scales[output] = scale;
    for (let input = 0; input < inputs; input += 1) {
      const place = input * outputs + output;
      values[place] = Math.max(-LARGEST, Math.min(LARGEST, Math.round(weight[place]! / scale)));
    }
  }
  return { values, scales };
}
