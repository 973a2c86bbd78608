import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the service decides by, beside the address and the body. */
const PASSED_ON = ["origin", "content-type", "access-control-request-method", "access-control-request-headers"];

type Answer = (asked: Asked, response: ServerResponse) => void | Promise<void>;

/** A server before the service, as a proxy stands before it. */
export interface Front {
  readonly url: string;
  /** Everything that arrived, in its order. */
  readonly asked: readonly Asked[];
  /** From now on paths like this are answered here; the last one told of a path counts. */
  answer(path: RegExp, how: Answer): void;
  /** Passes a request on to the service. */
  readonly pass: Answer;
  close(): Promise<void>;
}

export const ANY_ORIGIN = { "access-control-allow-origin": "*", "access-control-allow-headers": "content-type" };

export async function startFront(service: string): Promise<Front> {
  const asked: Asked[] = [];
  const answers: [path: RegExp, how: Answer][] = [];

  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => PASSED_ON.includes(name))) as Record<string, string>;
    const one = { method: request.method!, path: request.url!, body, headers };
    asked.push(one);
    const how = answers.findLast(([path]) => path.test(one.path))?.[1];
    if (how !== undefined && one.method === "OPTIONS") response.writeHead(204, ANY_ORIGIN).end();
    else if (how !== undefined) await how(one, response);
    else await pass(one, response);
  }

  async function pass({ method, path, body, headers }: Asked, response: ServerResponse): Promise<void> {
    const answer = await fetch(service + path, { method, headers, ...(body === "" ? {} : { body }) });
    const kept = [...answer.headers].filter(([name]) => !["content-encoding", "content-length", "transfer-encoding", "connection"].includes(name));
    response.writeHead(answer.status, Object.fromEntries(kept)).end(Buffer.from(await answer.arrayBuffer()));
  }

  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    answer: (path, how) => answers.push([path, how]),
    pass,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
