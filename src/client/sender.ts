import type { CallOptions, Fetch } from "./call-options.ts";
import type { Clock } from "./clock.ts";
import { startDeadline } from "./deadline.ts";
import { failureOf, timedOut, unreachable } from "./failures.ts";
import { pauseBefore } from "./pause.ts";
import { KindredRequestError } from "./request-error.ts";

/** Who sends, and what holds where a call says nothing else. */
export interface Sending {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly retries: number;
}

/**
 * A `fetch` for one call: it resolves with a good answer whose body has arrived whole, or throws
 * `KindredRequestError`, or the reason of the caller's signal.
 *
 * @param repeatable whether the request may reach the service twice
 */
export function createSender(sending: Sending, { signal, timeoutMs = sending.timeoutMs, retries = sending.retries }: CallOptions, repeatable: boolean): Fetch {
  const { fetch, clock } = sending;

  async function once(request: Parameters<Fetch>): Promise<Response> {
    const deadline = startDeadline(timeoutMs, signal);
    try {
      const response = await fetch(request[0], { ...request[1], signal: deadline.signal });
      // Read here: a body may break off or never end as well.
      const body = await response.text();
      if (!response.ok) throw failureOf(response, body, clock.now());
      return new Response(body === "" ? null : body, response);
    } catch (error) {
      if (error instanceof KindredRequestError) throw error;
      if (signal?.aborted === true) throw signal.reason;
      throw deadline.passed() ? timedOut(timeoutMs) : unreachable(error);
    } finally {
      deadline.clear();
    }
  }

  return async (...request) => {
    for (let times = 1; ; times += 1) {
      try {
        return await once(request);
      } catch (error) {
        const pause = error instanceof KindredRequestError && times <= retries ? pauseBefore(error, times, repeatable) : undefined;
        if (pause === undefined) throw error;
        await clock.sleep(pause, signal);
      }
    }
  };
}
