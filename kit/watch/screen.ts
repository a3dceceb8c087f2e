/**
 * The screen between two verdicts.
 * @module
 */
import type { Style } from "../terminal/style.ts";

/** Clears, and keeps one line at the bottom, in a terminal; elsewhere everything stands one below the other. */
export class Screen {
  readonly #isTerminal = Deno.stdout.isTerminal();
  readonly #footer: string;
  #isFooterLast = false;
  #isEmpty = true;

  /** @param footer The line at the bottom, or "" for none. */
  constructor(footer: string, style: Style) {
    this.#footer = style.dim(footer);
  }

  /** Makes room for a verdict. What stands there at the very beginning stays, it is not ours. */
  clear(): void {
    if (!this.#isEmpty) write(this.#isTerminal ? "\x1b[2J\x1b[H" : "\n");
    this.#isEmpty = false;
    this.#isFooterLast = false;
  }

  /** Prints what `work` prints, above the line at the bottom where there is one. */
  async add<T>(work: () => T | Promise<T>): Promise<T> {
    // one up, and delete the line; where that cannot be, it is printed again below
    const hadFooter = this.#isFooterLast;
    if (hadFooter && this.#isTerminal) write("\x1b[1A\x1b[2K");
    this.#isFooterLast = false;
    const value = await work();
    if (hadFooter) this.showFooter();
    return value;
  }

  /** Prints the line at the bottom. */
  showFooter(): void {
    if (this.#footer) console.log(this.#footer);
    this.#isFooterLast = this.#footer !== "";
  }
}

function write(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}
