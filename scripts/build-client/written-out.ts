import { join } from "node:path";
import { API, NodeBuilderFlags } from "typescript/unstable/sync";
import { CLIENT_PROJECT, CLIENT_SOURCE } from "./places.ts";

/*
 * Prints the types that a file of the client exports as the compiler resolves them: no name stands in them but of the
 * language. A process of its own, because the compiler's server may say on standard error that it was stopped.
 *
 *     node --import tsx scripts/build-client/written-out.ts shapes
 */
const [name = ""] = process.argv.slice(2);
const HOW = NodeBuilderFlags.NoTruncation | NodeBuilderFlags.InTypeAlias | NodeBuilderFlags.MultilineObjectLiterals;

const compiler = new API({ cwd: CLIENT_SOURCE });
try {
  const { checker, program } = compiler.updateSnapshot({ openProject: CLIENT_PROJECT }).getProject(CLIENT_PROJECT)!;
  const file = program.getSourceFile(join(CLIENT_SOURCE, `${name}.ts`))!;
  for (const symbol of checker.getExportsOfModule(checker.getSymbolAtLocation(file)!)) {
    const note = symbol.getDocumentationComment(checker);
    const type = checker.typeToString(checker.getDeclaredTypeOfSymbol(symbol), undefined, HOW);
    process.stdout.write(`${note === "" ? "" : `/** ${note} */\n`}export type ${symbol.name} = ${type};\n`);
  }
} finally {
  compiler.close();
}
