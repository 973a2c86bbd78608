import type { CallOptions, Fetch } from "./call-options.ts";
import { unexpectedAnswer } from "./failures.ts";
import { createSender, type Sending } from "./sender.ts";

/** The second argument of a route. */
export interface Sent {
  readonly fetch: Fetch;
}

/** What a route gives. */
export type Answered<Answer> = Promise<{ readonly status: number; json(): Promise<Answer> }>;

export interface Caller {
  /** For what may reach the service twice. */
  again(call: CallOptions | undefined): Sent;
  /** For what may not. */
  once(call: CallOptions | undefined): Sent;
}

export function createCaller(sending: Sending): Caller {
  return {
    again: (call = {}) => ({ fetch: createSender(sending, call, true) }),
    once: (call = {}) => ({ fetch: createSender(sending, call, false) }),
  };
}

/** What an answer holds; a file, where a route gives one as well, is never asked for. */
export async function read<Answer>(sent: Answered<Answer>): Promise<Exclude<Answer, string>> {
  const response = await sent;
  try {
    return (await response.json()) as Exclude<Answer, string>;
  } catch {
    throw unexpectedAnswer(response.status);
  }
}
