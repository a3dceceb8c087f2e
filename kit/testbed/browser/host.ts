/**
 * Starts a browser, gives it to a test's program, and prints what the program returns.
 * @module
 */
import { PACKAGES } from "./packages.ts";
import type { Page, Problem, Tools } from "./tools.ts";

/** What axe returns, as far as we use it. */
interface AxeResults {
  violations: { id: string; nodes: { html: string }[] }[];
}

const [executablePath, program, args] = Deno.args;
// these addresses are computed, because the course's own configuration does not know the packages
const [playwright, axe, { default: run }] = await Promise.all([
  import(PACKAGES.playwright),
  import(PACKAGES.axe),
  import(program),
]);

const browser = await playwright.chromium.launch({ executablePath });
try {
  const tools: Tools = { browser, problemsOf };
  console.log(JSON.stringify(await run(tools, JSON.parse(args))));
} finally {
  await browser.close();
}

/** Expressions are evaluated from outside of the page, so its policy does not keep axe out. */
async function problemsOf(page: Page): Promise<Problem[]> {
  await page.evaluate(`${axe.default.source}; undefined`);
  const { violations } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
  return violations.map(({ id, nodes }) => ({ rule: id, elements: nodes.slice(0, 3).map(({ html }) => html) }));
}
