import { parseArgs } from "node:util";
import { loadConfig } from "../src/config.ts";
import { textTable } from "../src/evaluation/text-table.ts";
import { KindredError } from "../src/forum/errors.ts";
import { KeyName } from "../src/forum/fields.ts";
import { openDatabase } from "../src/store/database.ts";
import { createKeyStore, type KeyStore } from "../src/store/keys.ts";
import { runCommand } from "./run-command.ts";

const USAGE = `Usage: npm run keys -- add NAME
       npm run keys -- list
       npm run keys -- remove NAME

Keys for editors, of the index in INDEX_DIR (default: index). NAME is whom a key is for, as the audit tells it. A new key is
printed once and kept nowhere; it works at once, also where the service runs already, and a removed one no longer does.
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: "boolean", short: "h" } } });
  const [action, name, ...rest] = positionals;
  const isKnown = rest.length === 0 && (action === "list" ? name === undefined : (action === "add" || action === "remove") && name !== undefined);
  if (values.help === true || !isKnown) {
    (values.help === true ? process.stdout : process.stderr).write(USAGE);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  const { indexDirectory } = loadConfig(process.env);
  const database = openDatabase(indexDirectory);
  try {
    const keys = createKeyStore(database);
    if (action === "list") list(keys, indexDirectory);
    else if (action === "add") add(keys, nameOf(name!));
    else remove(keys, nameOf(name!));
  } finally {
    database.close();
  }
}

function add(keys: KeyStore, name: string): void {
  const key = keys.add(name, "editor");
  process.stderr.write(`The key of ${name}. It is shown this once: keep it where passwords are kept.\n`);
  process.stdout.write(`${key}\n`);
}

function list(keys: KeyStore, indexDirectory: string): void {
  const records = keys.list();
  if (records.length === 0) {
    process.stderr.write(`There are no keys in ${indexDirectory}. npm run keys -- add NAME makes one.\n`);
    return;
  }
  const rows = records.map(({ name, scope, madeAt, lastUsedOn }) => [name, scope, madeAt.slice(0, 10), lastUsedOn ?? "never"]);
  process.stdout.write(`${textTable([["name", "for", "made", "last used"], ...rows]).join("\n")}\n`);
}

function remove(keys: KeyStore, name: string): void {
  if (keys.remove(name)) process.stderr.write(`The key of ${name} is removed, and no longer works.\n`);
  else throw new KindredError("invalid_request", `There is no key for ${name}.`, "npm run keys -- list shows those there are.");
}

function nameOf(text: string): string {
  const { data, error } = KeyName.safeParse(text);
  if (error === undefined) return data;
  throw new KindredError("invalid_request", `The name ${error.issues[0]!.message}.`, "Give one that tells people who it is, of at most 100 characters.");
}

await runCommand(main, USAGE);
