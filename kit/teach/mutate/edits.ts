/**
 * Makes small edits of a solution, like the slips that people and their text editors make. A check should refuse each
 * one.
 * @module
 */
import { codeOnly } from "./code_only.ts";

/** An edit of a solution. */
export interface Edit {
  /** The number of the line, counted from 1. */
  line: number;
  /** The kind of edit: "drops a statement". */
  operator: string;
  /** The line before the edit, without spaces around it. */
  before: string;
  /** The line after the edit; empty if the edit removes it. */
  after: string;
  /** The whole solution with the edit. */
  text: string;
}

/** Returns the replacements for a match in a line of code: none, one or several. */
type Replace = (match: RegExpExecArray, defaults: ReadonlyMap<string, string>) => string[];

/** A kind of edit: its name, the code that it looks for, and the replacements for this code. */
interface Operator {
  name: string;
  pattern: RegExp;
  replace: Replace;
}

const OPPOSITE: Record<string, string[]> = {
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "+=": ["-="],
  "-=": ["+="],
  "*=": ["/="],
  "/=": ["*="],
  "<": ["<=", ">"],
  "<=": ["<", ">"],
  ">": [">=", "<"],
  ">=": [">", "<"],
  "===": ["!=="],
  "!==": ["==="],
  "&&": ["||"],
  "||": ["&&"],
  "??": ["&&"],
};

/** Pairs of methods that undo each other, or that are easily confused. */
const TWINS: Record<string, string> = {
  add: "sub",
  sub: "add",
  mul: "div",
  div: "mul",
  mean: "sum",
  sum: "mean",
  min: "max",
  max: "min",
  argMax: "argMin",
  floor: "ceil",
  ceil: "floor",
  push: "unshift",
};

const OPERATORS: readonly Operator[] = [
  {
    name: "flips an operator",
    pattern: / (\+|-|\*|\/|[+\-*/]=|&&|\|\||\?\?) /g,
    replace: ([, o]) => around(OPPOSITE[o]),
  },
  { name: "flips a comparison", pattern: / ([<>]=?|[!=]==) /g, replace: ([, o]) => around(OPPOSITE[o]) },
  { name: "flips a sign", pattern: /(?<=[(=,[] ?|return )-(?=[\w(])/g, replace: () => [""] },
  {
    name: "is off by one",
    pattern: /(?<![\w.])(\d+)(?![\w.])/g,
    replace: ([, digits]) => [String(Number(digits) + 1), ...digits === "0" ? [] : [String(Number(digits) - 1)]],
  },
  { name: "is off by one", pattern: /\.length\b(?! = )/g, replace: ([length]) => [`${length} - 1`] },
  {
    name: "swaps two arguments",
    pattern: /(?<=[\w\])]\()([\w.[\]]+), ([\w.[\]]+)(?=\))/g,
    replace: ([, a, b]) => a === b ? [] : [`${b}, ${a}`],
  },
  { name: "takes another method", pattern: /(?<=\.)(\w+)(?=\()/g, replace: ([, name]) => optional(TWINS[name]) },
  {
    name: "takes the default instead of the parameter",
    pattern: /(?<![\w.])(\w+)(?!\w|:| =|\()/g,
    replace: (match, defaults) =>
      optional(defaults.get(match[1])).map((by) => isKey(match) ? `${match[1]}: ${by}` : by),
  },
  { name: "flips a truth value", pattern: /\b(true|false)\b/g, replace: ([, value]) => [String(value === "false")] },
  { name: "drops await", pattern: /\bawait (?!of)/g, replace: () => [""] },
  { name: "drops tidy", pattern: /\btf\.tidy\(/g, replace: () => ["((work: () => any) => work())("] },
  { name: "drops a copy", pattern: /\.(?:clone|slice)\(\)|\[\.\.\.(\w+)\]/g, replace: ([, name]) => [name ?? ""] },
];

/**
 * Makes all edits of the code that a learner must write.
 * @param solution The text of the solution, with \n at the end of every line.
 * @param isSolved Whether a line, counted from 0, belongs to a solved region.
 */
export function editsOf(solution: string, isSolved: (line: number) => boolean): Edit[] {
  const lines = solution.split("\n");
  const code = codeOnly(solution).split("\n");
  const defaults = defaultsIn(code.join("\n"));
  const edits: Edit[] = [];
  const add = (index: number, operator: string, line: string) => {
    if (line === lines[index]) return;
    const text = lines.with(index, line).join("\n");
    edits.push({ line: index + 1, operator, before: lines[index].trim(), after: line.trim(), text });
  };
  for (const [index, line] of code.entries()) {
    if (!isSolved(index) || line.trim() === "") continue;
    if (isDroppable(line)) add(index, "drops a statement", "");
    for (const { name, pattern, replace } of OPERATORS) {
      for (const match of line.matchAll(pattern)) {
        const [before, after] = [lines[index].slice(0, match.index), lines[index].slice(match.index + match[0].length)];
        for (const by of replace(match, defaults)) add(index, name, before + by + after);
      }
    }
  }
  return edits;
}

function around(operators: readonly string[]): string[] {
  return operators.map((operator) => ` ${operator} `);
}

function optional(text: string | undefined): string[] {
  return text === undefined ? [] : [text];
}

/** Whether a name in an object literal is both key and value: `steps` in `{ steps, loss }`. */
function isKey({ 0: name, index, input }: RegExpExecArray): boolean {
  const before = input.slice(0, index);
  if (before.endsWith(": ")) return false;
  const open: string[] = [];
  for (const each of before) {
    if ("([{".includes(each)) open.push(each);
    else if (")]}".includes(each)) open.pop();
  }
  return open.at(-1) === "{" && /^(?:,| \})/.test(input.slice(index + name.length));
}

/** Whether a line is a whole statement that declares nothing: without its declarations, the module would not load. */
function isDroppable(line: string): boolean {
  return /^\s*[^\s}].*;\s*$/.test(line) && !/^\s*(?:const|let|return|import|export|case|\.|\})/.test(line);
}

/** The default values of parameters, by name: 1000 for `steps` in `{ steps = 1000 }`. */
function defaultsIn(code: string): Map<string, string> {
  return new Map(
    [...code.matchAll(/[{,(]\s*(\w+) = (-?[\d.]+|true|false)(?=[,)\s}])/g)].map(([, name, value]) => [name, value]),
  );
}
