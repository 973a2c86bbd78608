// Where the thread starts. Plain JavaScript, because Node 20 reads no TypeScript and a worker thread there ignores
// `--import tsx`, its own as well as its parent's (probed on 20.20.2): so the thread registers the loader itself.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
