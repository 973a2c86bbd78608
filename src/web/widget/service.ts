/** How long an answer is waited for, in milliseconds. */
const PATIENCE = 8_000;

/** Read while the script runs for the first time: later it is nobody's. */
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : undefined;

/** An address as a browser on this page reads it; nothing where it can read none. */
export function addressOf(text: string): URL | undefined {
  try {
    return new URL(text, document.baseURI);
  } catch {
    return undefined;
  }
}

/** The service's address with a slash at its end: what the element says, or else where this script came from; "" where neither is known. */
export function serviceOf(element: Element): string {
  const address = element.getAttribute("service")?.replace(/\/*$/, "/") ?? script;
  const found = address === undefined ? undefined : addressOf(address);
  return found === undefined ? "" : new URL(".", found).href;
}

interface Asked {
  readonly answer: Promise<unknown>;
  readonly stop: AbortController;
  users: number;
}

const shared = new Map<string, Asked>();

/**
 * What the service answers, as JSON. Who asks the same while another's answer is still in use shares it; when the last of them
 * aborts, so does the request.
 * @param body is sent by POST, since a text never stands in an address
 * @throws whatever kept an answer from coming in time
 */
export function ask(url: string, body: object | undefined, signal: AbortSignal, priority: RequestPriority): Promise<unknown> {
  const text = JSON.stringify(body);
  const key = `${url} ${text}`;
  const asked = shared.get(key) ?? send(url, text, priority);
  shared.set(key, asked);
  asked.users += 1;
  signal.addEventListener("abort", () => {
    asked.users -= 1;
    if (asked.users > 0) return;
    asked.stop.abort();
    if (shared.get(key) === asked) shared.delete(key);
  });
  return asked.answer;
}

function send(url: string, body: string | undefined, priority: RequestPriority): Asked {
  const stop = new AbortController();
  const posted = body === undefined ? {} : { method: "POST", body, headers: { "content-type": "application/json" } };
  return { answer: load(url, { credentials: "omit", priority, signal: stop.signal, ...posted }, stop), stop, users: 0 };
}

async function load(url: string, request: RequestInit, stop: AbortController): Promise<unknown> {
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(url, request);
    if (!response.ok) throw new Error(url);
    return await response.json();
  } finally {
    clearTimeout(timer);
  }
}
