/**
 * Controls the terminal's screen during `--watch`.
 * @module
 */
import { atInterrupt } from "../../base/interrupt.ts";
import type { Style } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";

/** The last line of the second screen. */
const ANY_KEY = "Press any key to return to the verdict.";

/** The codes that switch to the terminal's second screen, and back to the first, which is then unchanged. */
const [OTHER, BACK] = ["\x1b[?1049h\x1b[2J\x1b[H", "\x1b[?1049l"];

/**
 * In a terminal, clears the screen before each verdict and keeps a line at the bottom. Elsewhere, prints everything in
 * order. A text that would push the verdict off the screen is shown on the terminal's other screen.
 */
export class Screen {
  readonly #isTerminal = Deno.stdout.isTerminal();
  readonly #footer: string;
  readonly #style: Style;
  #isFooterLast = false;
  #isEmpty = true;
  #isOther = false;

  /** @param footer The line at the bottom, or "" for none. */
  constructor(footer: string, style: Style) {
    this.#footer = footer;
    this.#style = style;
  }

  /**
   * Clears the screen for a verdict. Before the first verdict, the text on the screen stays, because it is not ours.
   */
  clear(): void {
    this.back();
    if (!this.#isEmpty) writeScreen(this.#isTerminal ? "\x1b[2J\x1b[H" : "\n");
    this.#isEmpty = false;
    this.#isFooterLast = false;
  }

  /** Prints what `work` prints, above the line at the bottom if there is one. */
  async add<T>(work: () => T | Promise<T>): Promise<T> {
    this.back();
    // moves up and deletes the bottom lines; outside a terminal, they are printed again below
    const hadFooter = this.#isFooterLast;
    if (hadFooter && this.#isTerminal) writeScreen("\x1b[1A\x1b[2K".repeat(this.#footerLines().length));
    this.#isFooterLast = false;
    const value = await work();
    if (hadFooter) this.showFooter();
    return value;
  }

  /**
   * Shows the output of `work` in place of the verdict until {@linkcode back} is called. Without keys, nothing would
   * call it, so the output is shown below the verdict.
   */
  async instead<T>(work: () => T | Promise<T>): Promise<T> {
    if (!this.#isTerminal || !this.#footer) return await this.add(work);
    if (!this.#isOther) writeScreen(OTHER);
    else writeScreen("\x1b[2J\x1b[H");
    this.#isOther = true;
    const value = await work();
    console.log(this.#style.dim(wrap(ANY_KEY, 2, this.#style.width)));
    atInterrupt(() => Promise.resolve(this.back())); // what the program prints when it ends belongs on the first screen
    return value;
  }

  /** Shows the verdict again. */
  back(): void {
    if (!this.#isOther) return;
    this.#isOther = false;
    atInterrupt(undefined);
    writeScreen(BACK);
  }

  #footerLines(): string[] {
    return this.#footer ? wrap(this.#footer, 2, this.#style.width).split("\n") : [];
  }

  /** Prints the line at the bottom. */
  showFooter(): void {
    for (const line of this.#footerLines()) console.log(this.#style.dim(line));
    this.#isFooterLast = this.#footer !== "";
  }
}

function writeScreen(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}
