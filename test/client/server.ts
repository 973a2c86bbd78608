import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach } from "vitest";
import type { Clock } from "../../src/client/clock.ts";

const servers = new Set<Server>();
afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  servers.clear();
});

/** A real server, which is gone after the test. */
export async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.add(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Ends the connection in place of an answer. */
  readonly hangUp?: boolean;
}

interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A server that gives these replies one after the other, the last one from then on, and what it was asked. */
export async function repliesOf(...replies: readonly Reply[]) {
  const received: Received[] = [];
  const url = await listen(async (request, response) => {
    received.push({ method: request.method!, path: request.url!, headers: request.headers, body: await text(request) });
    const { status = 200, headers = {}, body = {}, hangUp = false } = replies[Math.min(received.length, replies.length) - 1]!;
    if (hangUp) return request.socket.destroy();
    const type = status < 400 ? "application/json" : "application/problem+json";
    response.writeHead(status, { "content-type": type, ...headers }).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  return { url, received };
}

/** What the service answers when it refuses. */
export function refusal(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body: { type: `/docs#${code}`, title: "No", status, detail: "No.", code, remedy: "Do something.", requestId: "request-1" } };
}

/** A clock that never waits, and what it was to wait. */
export function createHastyClock(now = Date.parse("2026-11-24T09:30:00Z")) {
  const pauses: number[] = [];
  const clock: Clock = {
    now: () => now,
    async sleep(milliseconds, signal) {
      pauses.push(milliseconds);
      signal?.throwIfAborted();
    },
  };
  return { clock, pauses };
}
