/**
 * The learner's answer beside the solution, once the lesson is solved.
 * @module
 */
import { join } from "node:path";
import { readText } from "../../../base/read_text.ts";
import { root } from "../../../base/root.ts";
import { type Markup, markup } from "../../../grade/reports/html/markup.ts";
import { type Lines, partsOf } from "../../../teach/stubs/parts.ts";
import { colouredLine } from "./code.ts";

/** The longest lesson that is compared, in lines: comparing a longer one would take too long. */
const MOST_LINES = 5000;

/** The section; empty if there is nothing to compare. */
export async function comparisonSection(lesson: string): Promise<string> {
  const path = `solutions/${lesson}.ts`;
  const texts = await Promise.all([`lessons/${lesson}.ts`, path].map((each) => readText(join(root, each))))
    .catch(() => undefined);
  if (!texts || texts.some((text) => text.split("\n").length > MOST_LINES)) return "";
  const parts = partsOf(texts[0], texts[1], path).map(({ name, isSame, yours, solution }) =>
    markup`<h2>${name || "outside all functions"}</h2>${
      isSame
        ? markup`<p class="quiet">the same as in the solution</p>`
        : markup`<div class="comparison">${[version("yours", yours), version("the solution", solution)]}</div>`
    }`
  );
  return markup`<details id="compare"><summary>Your answer beside the solution</summary>${parts}</details>`.text;
}

function version(whose: string, { line, lines }: Lines): Markup {
  const shown = lines.map((each) => markup`<span class="line">${colouredLine(each)}</span>`);
  return markup`<figure><figcaption>${whose}, from line ${line}</figcaption><pre class="code" tabindex="0"><code>${shown}</code></pre></figure>`;
}
