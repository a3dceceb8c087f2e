/**
 * Makes a whole lesson from an alternative that contains only the parts that differ from the solution.
 * @module
 */
import { linesOf } from "../../base/lines_of.ts";
import { withoutComments } from "../stubs/without_comments.ts";

/** A statement at the top level of a module. */
interface Statement {
  /** Its lines, and the empty lines below them. */
  code: string;
  /** The name that it declares. */
  name?: string;
  /** Whether other modules may import it. */
  isExported: boolean;
  /** The names that it imports, each with a statement that imports only that name. */
  imports: [name: string, statement: string][];
}

/**
 * A statement as `deno fmt` writes it: a line that begins at the left edge, and the following lines that are indented,
 * are empty, or begin with a closing bracket. Comments at the left edge belong to no statement.
 */
const STATEMENT = /^[^\s/)\]}`].*\n(?:(?:[ )\]}`].*)?\n)*/gm;

const DECLARATION =
  /^(export )?(?:declare )?(?:abstract )?(?:async )?(?:function\*?|class|const|let|interface|type|enum) (\w+)/;

const FROM_A_SOLUTION = /^(?:import|export) (?:[^"]* from )?"[^"]*\/solutions\/[^"]*";/;

const IMPORT = /^import (type )?(\{[^}]*\}|[^{"]+) from ("[^"]+");/;

/**
 * Makes a whole lesson from an alternative that imports from the solution. The lines of the alternative come first, so
 * they keep their numbers. Then comes the solution, without the declarations that the alternative replaces. The rest of
 * the solution uses the alternative's versions.
 * @param alternative The text of the alternative, as `deno fmt` writes it.
 * @param solution The text of the solution.
 * @param lesson The lesson's id, for example "04_gradient_descent".
 * @param path The path of the alternative, for messages.
 * @returns The text of the lesson. An alternative that imports nothing from the solution is already a whole lesson.
 * @throws {SyntaxError} If the alternative exports a name that the solution does not have, or the same declaration as
 *   the solution; if it replaces nothing; if it imports from another solution; or if it does not import by name.
 */
export function composeAlternative(alternative: string, solution: string, lesson: string, path: string): string {
  const from = `solutions/${lesson}.ts`;
  const isFromSolution = ({ code }: Statement) => FROM_A_SOLUTION.test(code);
  const all = statementsOf(alternative);
  if (!all.some(isFromSolution)) return alternative;
  const own = all.filter((statement) => !isFromSolution(statement));
  const theirs = statementsOf(solution);
  const problem = importProblem(all.filter(isFromSolution), from) ?? declarationProblem(own, theirs, from);
  if (problem) throw new SyntaxError(`${path} ${problem}`);

  const names = new Set(own.flatMap(({ name, imports }) => [name, ...imports.map(([name]) => name)]));
  const isImport = (statement: Statement) => statement.imports.length > 0 || isFromSolution(statement);
  const isReplaced = ({ name }: Statement) => name !== undefined && names.has(name);
  return [
    edited(alternative, (statement) => isImport(statement) ? statement.code.replace(/.+/g, "") : statement.code),
    `// The rest is from ${from}.`,
    ...mergedImports(own, theirs),
    edited(solution, (statement) => isImport(statement) || isReplaced(statement) ? "" : statement.code),
  ].join("\n");
}

/** A problem with the statements that import from a solution, as the end of a sentence about the alternative. */
function importProblem(fromSolution: Statement[], from: string): string | undefined {
  const isRight = ({ code }: Statement) =>
    /^import (?:(?:type )?\{[^}]*\} from )?"/.test(code) && !/ as /.test(code) && code.includes(`"../../../${from}";`);
  if (fromSolution.every(isRight)) return undefined;
  return `may not import a solution like this: write import { … } from "../../../${from}", without "as".`;
}

/** A problem with the declarations of the alternative, as the end of a sentence about it. */
function declarationProblem(own: Statement[], theirs: Statement[], from: string): string | undefined {
  const originals = new Map(theirs.map((statement) => [statement.name, statement]));
  const declared = own.filter(({ name }) => name !== undefined);
  for (const { name, code } of declared.filter(({ isExported }) => isExported)) {
    const original = originals.get(name);
    if (!original) return `exports ${name}, but ${from} has nothing with this name to replace.`;
    if (bareCode(original.code) === bareCode(code)) return `has the same ${name} as ${from}: leave it out.`;
  }
  if (declared.some(({ name }) => originals.has(name))) return undefined;
  return `replaces nothing in ${from}: use the same name as there for the part that should differ.`;
}

function statementsOf(source: string): Statement[] {
  return Array.from(unix(source).matchAll(STATEMENT), ([code]) => statementOf(code));
}

/** Replaces each statement in the text of a module. Comments between statements stay. */
function edited(source: string, replace: (statement: Statement) => string): string {
  return unix(source).replace(STATEMENT, (code) => replace(statementOf(code)));
}

function statementOf(code: string): Statement {
  const [, keyword, name] = DECLARATION.exec(code) ?? [];
  return { code, name, isExported: keyword !== undefined, imports: importsOf(code) };
}

function importsOf(code: string): [name: string, statement: string][] {
  const [, keyword = "", clause = "", address] = IMPORT.exec(code) ?? [];
  const parts = clause.replace(/[{}]/g, "").split(",").map((part) => part.trim()).filter((part) => part !== "");
  return parts.map((part) => {
    const what = part.replace(/^type /, "");
    const type = what === part ? keyword : "type ";
    const name = what.split(" ").at(-1)!; // what follows `as`, if there is one
    return [name, `import ${type}${clause.startsWith("{") ? `{ ${what} }` : what} from ${address};`];
  });
}

/** All imports of both modules, one statement for each name, without the names that the alternative declares. */
function mergedImports(own: Statement[], theirs: Statement[]): string[] {
  const merged = new Map<string, string>();
  for (const [name, statement] of [...theirs, ...own].flatMap(({ imports }) => imports)) {
    const isLess = /^import type /.test(statement) && merged.has(name); // one of the modules may need only the type
    if (!isLess) merged.set(name, statement);
  }
  for (const { name } of own) if (name !== undefined) merged.delete(name);
  return [...merged.values()];
}

/** Code without comments and spaces. */
function bareCode(code: string): string {
  return withoutComments(code).replace(/\s+/g, "");
}

/** The text with \n at the end of every line, including the last one. */
function unix(source: string): string {
  return `${linesOf(source).join("\n").trimEnd()}\n`;
}
