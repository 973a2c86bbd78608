/** Text in, vectors out. */
export interface Embedder {
  /** Names everything a vector depends on: weights, graph variant, tokenizer, text preparation. */
  readonly fingerprint: string;
  readonly dimensions: number;
  /** False once nothing can be embedded any more. */
  readonly usable: boolean;
  /**
   * One unit-length vector per text, in the order of the texts. A text's vector is the same whatever else
   * is embedded beside it. Rejects with `overloaded` when the queue is full.
   */
  embed(texts: readonly string[], options?: { readonly signal?: AbortSignal }): Promise<Float32Array[]>;
  /** Ends the threads that embed; pending calls reject. */
  dispose(): Promise<void>;
}
