import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { dirname, resolve } from "node:path";
import { afterEach } from "vitest";
import { preparedModel } from "../embedding/prepared-model.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** A command of the project in a process of its own, as the scripts in package.json start it. */
export interface RunningCommand {
  readonly process: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves when it ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

const running = new Set<RunningCommand>();
/** A test that fails leaves no process behind. */
afterEach(async () => {
  for (const { process: child } of running) child.kill("SIGKILL");
  await Promise.all([...running].map(({ ended }) => ended));
});

export async function startCommand(
  file: "src/main.ts" | `scripts/${string}.ts`,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
  input?: string,
): Promise<RunningCommand> {
  const model = await preparedModel();
  const child = spawn(process.execPath, ["--import", "tsx", file, ...parameters], {
    cwd: ROOT,
    env: { ...process.env, MODEL_DIR: dirname(model.directory), ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
  child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
  // A killed process breaks the pipe; what it left is asserted elsewhere.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const ended = once(child, "close").then(([code, signal]) => (code ?? signal) as number | string);
  const command = { process: child, stdout: () => stdout, stderr: () => stderr, ended };
  running.add(command);
  void ended.then(() => running.delete(command));
  return command;
}

export interface RunningService extends RunningCommand {
  readonly url: string;
  get(path: string): Promise<{ readonly status: number; readonly body: any }>;
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly body: any }>;
}

/** The service on a free port, once it answers. */
export async function startService(indexDirectory: string, environment: Readonly<Record<string, string>> = {}): Promise<RunningService> {
  const command = await startCommand("src/main.ts", [], { INDEX_DIR: indexDirectory, PORT: "0", ...environment });
  const url = await new Promise<string>((resolveUrl, reject) => {
    const look = () => {
      const found = /serves on (http:\/\/\S+)/.exec(command.stderr())?.[1];
      if (found !== undefined) resolveUrl(found);
    };
    command.process.stderr!.on("data", look);
    void command.ended.then((end) => reject(new Error(`The service ended (${end}):\n${command.stderr()}`)));
  });
  async function send(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    const response = await fetch(url + path, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get("content-type")?.includes("json") === true;
    return { status: response.status, body: json ? JSON.parse(text) : text };
  }
  return { ...command, url, send, get: (path) => send("GET", path) };
}

/** Runs an ingest to its end and gives the summary from the last line of its standard output. */
export async function runIngest(indexDirectory: string, files: readonly string[], input?: string) {
  const command = await startCommand("scripts/ingest.ts", ["--json", ...files], { INDEX_DIR: indexDirectory }, input);
  const end = await command.ended;
  if (end !== 0) throw new Error(`The ingest ended (${end}):\n${command.stderr()}`);
  return JSON.parse(command.stdout().trim().split("\n").at(-1)!) as {
    threads: { added: number; updated: number; unchanged: number; quarantined: number };
    passages: number;
    seconds: number;
    passagesPerSecond: number;
  };
}
