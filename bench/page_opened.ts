/**
 * Opens the page in a browser several times, for `bench/page.ts`. Runs in the browser's process.
 * @module
 */
import type { Tools } from "../kit/testbed/browser/tools.ts";

/** When something was shown for the first time, in milliseconds after the page was opened. */
export interface Opening {
  /** Something was painted, as the browser itself measures it. */
  paintMs: number;
  /** The verdict was there. */
  verdictMs: number;
  /** The chart was there, in the place of the image. */
  chartMs: number;
}

/** Opens `address` so many times, each time in a window that has stored nothing. */
export default async function openPage(
  { browser }: Tools,
  { address, times }: { address: string; times: number },
): Promise<Opening[]> {
  const openings: Opening[] = [];
  for (let i = 0; i < times; i++) {
    const page = await (await browser.newContext({ javaScriptEnabled: true })).newPage();
    await page.goto(address);
    const when = (condition: string) =>
      page.evaluate<number>(
        `new Promise((resolve) => { const look = () => ${condition} ? resolve(performance.now()) : requestAnimationFrame(look); look(); })`,
      );
    const [verdictMs, chartMs] = await Promise.all([
      when("document.querySelector('#score').textContent.includes('points')"),
      when("document.querySelector('#picture').className === 'behind'"),
    ]);
    const paintMs = await page.evaluate<number>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
    openings.push({ paintMs, verdictMs, chartMs });
  }
  return openings;
}
