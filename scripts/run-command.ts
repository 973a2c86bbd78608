import { KindredError } from "../src/forum/errors.ts";

/** Runs a command. What it was told wrongly ends it with 2 and how it is used, what went wrong with 1 and the remedy. */
export async function runCommand(main: () => Promise<void>, usage: string): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof KindredError) process.stderr.write(`${error.message}\n${error.remedy}\n`);
    else if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) {
      process.stderr.write(`${error.message}\n\n${usage}`);
      process.exitCode = 2;
    } else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  }
}
