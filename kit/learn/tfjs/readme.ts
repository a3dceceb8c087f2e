/**
 * Generates the second half of README.md from the list of replacements.
 * @module
 */
import { join } from "node:path";
import { root } from "../../base/root.ts";
import { RIGHT, TRUSTED } from "./kernels/trusted.ts";
import { type Kind, type Replacement, REPLACEMENTS } from "./replacements.ts";

/** The path of the file. */
export const README_FILE: string = join(root, "kit", "learn", "tfjs", "README.md");

/** The heading at which the half that {@linkcode withList} generates begins; the half above it is written by hand. */
const BEGIN = "## The list\n";

const HEADINGS: Record<Kind, string> = {
  "kernel on wasm": "### Kernels on wasm",
  "kernel on cpu": "### Kernels on the cpu",
  gradient: "### Gradients of kernels",
  function: "### Functions of TF.js",
};

/** The README with the current list. */
export function withList(readme: string): string {
  const [byHand] = readme.split(BEGIN);
  const sections = [...Map.groupBy(REPLACEMENTS, ({ kind }) => kind)].flatMap(([kind, all]) => [
    HEADINGS[kind],
    all.map(listItem).join("\n"),
  ]);
  return [
    `${byHand}${BEGIN.trimEnd()}`,
    ...sections,
    "### TF.js's own kernels on wasm, and what they are used for",
    trustedKernels(),
  ].join("\n\n") + "\n";
}

function listItem({ names, reason, why }: Replacement): string {
  return wrapped(`- **${reason}**: ${codes(names)}. ${why}`);
}

/** TF.js's own kernels, by the types for which they are right. */
function trustedKernels(): string {
  const byTypes = Map.groupBy(Object.keys(TRUSTED), (name) => {
    const trust = TRUSTED[name];
    return "when" in trust ? `${trust.types.join(", ")} with some attributes` : trust.join(", ");
  });
  return [...byTypes, ["all types", RIGHT] as const]
    .map(([types, names]) => wrapped(`- For ${types}: ${codes(names)}.`)).join("\n");
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

/** The item with the line breaks of `deno fmt`. */
function wrapped(item: string): string {
  const lines = [""];
  for (const word of item.split(" ")) {
    const line = lines.at(-1)!;
    if (line.length + 1 + word.length > 120) lines.push(`  ${word}`);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.join("\n");
}
