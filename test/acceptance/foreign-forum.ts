import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A page of somebody else's forum: its words, and how it looks. */
export interface ForeignPage {
  readonly body: string;
  readonly dir?: "ltr" | "rtl";
  readonly theme?: "light" | "dark" | "sepia";
  /** Before the widget's script. */
  readonly head?: string;
  /** More of its stylesheet. */
  readonly css?: string;
  /** Where the widget's script is, if not at the service. */
  readonly script?: string;
}

export interface ForeignForum {
  readonly url: string;
  /** The address at which a page stands from now on. */
  put(page: ForeignPage): string;
  /** Whatever else is to be answered. */
  answer(path: string, how: (request: IncomingMessage, response: ServerResponse) => void): string;
  close(): Promise<void>;
}

const THEMES = { light: ["#fff", "#222"], dark: ["#101418", "#e8e6e3"], sepia: ["#f4ecd8", "#433422"] };

const STYLES = `
  * { box-sizing: border-box; }
  body { margin: 0 auto; max-width: 46rem; padding: 1rem; font: 16px/1.45 Georgia, serif; overflow-wrap: anywhere; }
  ${Object.entries(THEMES).map(([name, [ground, ink]]) => `.${name} { background: ${ground}; color: ${ink}; }`).join("\n")}
  a { color: inherit; }
  textarea, [contenteditable] { display: block; width: 100%; min-height: 6em; font: inherit; color: inherit; background: none; border: 1px solid; }
  .spacer { height: 3000px; }
`;

/** A forum on a port of its own. Its policy lets nothing run but the service's script and nothing be asked but the service. */
export async function startForeignForum(service: string): Promise<ForeignForum> {
  const answers = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();
  const server = createServer((request, response) => {
    const found = answers.get(request.url ?? "");
    if (found === undefined) response.writeHead(404).end();
    else found(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const policy = [
    "default-src 'none'",
    `script-src ${service}`,
    `connect-src ${service}`,
    `style-src 'self' ${service}`,
    "img-src 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  let count = 0;

  function answer(path: string, how: (request: IncomingMessage, response: ServerResponse) => void): string {
    answers.set(path, how);
    return url + path;
  }

  answer("/favicon.ico", (_request, response) => response.writeHead(204).end());
  return {
    url,
    answer,
    put({ body, dir = "ltr", theme = "light", head = "", css = "", script = `${service}/widget.js` }) {
      count += 1;
      answer(`/style-${count}.css`, (_request, response) => response.writeHead(200, { "content-type": "text/css" }).end(STYLES + css));
      const html = `<!doctype html><html lang="en" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>The Kettle</title><link rel="stylesheet" href="/style-${count}.css">${head}<script src="${script}" async></script></head>
        <body class="${theme}"><main><h1>A question at the Kettle</h1>${body}</main></body></html>`;
      return answer(`/page-${count}`, (_request, response) =>
        response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy }).end(html),
      );
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
