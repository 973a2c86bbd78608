import { cpus, loadavg } from "node:os";

/** What numbers were measured on, in a line. */
export const machineLine = (): string => `${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}`;
