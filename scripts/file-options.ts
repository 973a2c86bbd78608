import { parseArgs } from "node:util";

/** What a command that reads files of threads is told. */
export interface FileOptions {
  readonly files: readonly string[];
  readonly strict: boolean;
  readonly json: boolean;
}

/** Undefined where no file was named, or help was asked for: then it is said how the command is used, and with what it ends. */
export function fileOptions(usage: string): FileOptions | undefined {
  const { values, positionals: files } = parseArgs({
    allowPositionals: true,
    options: { strict: { type: "boolean" }, json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  const { strict = false, json = false, help = false } = values;
  if (!help && files.length > 0) return { files, strict, json };
  (help ? process.stdout : process.stderr).write(usage);
  process.exitCode = help ? 0 : 2;
  return undefined;
}
