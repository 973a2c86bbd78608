export type Fetch = typeof globalThis.fetch;

/** How one request is made. */
export interface CallOptions {
  /** Aborts it, whether it is under way or waits to be sent again. */
  readonly signal?: AbortSignal | undefined;
  /** How long the service may take to answer, each time it is asked; Infinity: as long as it wants. */
  readonly timeoutMs?: number | undefined;
  /** How often it is sent again where the service is overloaded or not ready, or cannot be reached. */
  readonly retries?: number | undefined;
}
