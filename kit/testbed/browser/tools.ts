/**
 * What a program in the browser's process may use. Playwright's own types are not among the course's packages, so the
 * few methods that our tests need are described here.
 * @module
 */

/** What a program gets. */
export interface Tools {
  /** The browser. */
  browser: Browser;
  /** The problems that axe finds on a page. */
  problemsOf(page: Page): Promise<Problem[]>;
}

/** A browser, as Playwright starts it. */
export interface Browser {
  /** Opens a new window with storage of its own. It is closed together with the browser. */
  newContext(options: { javaScriptEnabled: boolean; hasTouch?: boolean }): Promise<Window>;
}

/** A window of the browser. */
export interface Window {
  /** Opens an empty page. */
  newPage(): Promise<Page>;
  /** Calls `listener` for each request of any page. */
  on(event: "request", listener: (request: { url(): string }) => void): void;
}

/** A page. */
export interface Page {
  /** Calls `listener` whenever a script of the page wants to show a dialog. */
  on(event: "dialog", listener: (dialog: { message(): string; dismiss(): Promise<void> }) => void): void;
  /** Calls `listener` for each message in the console. Violations of the policy are among them. */
  on(event: "console", listener: (message: { type(): string; text(): string }) => void): void;
  /** Calls `listener` for each error that a script of the page does not catch. */
  on(event: "pageerror", listener: (error: Error) => void): void;
  /** Calls `listener` for each file that the page wants to save. */
  on(event: "download", listener: (download: { suggestedFilename(): string; path(): Promise<string> }) => void): void;
  /** Closes the page. */
  close(): Promise<void>;
  /** Opens an address. */
  goto(url: string): Promise<unknown>;
  /** The address of the page. */
  url(): string;
  /** Evaluates an expression in the page. */
  evaluate<T>(expression: string): Promise<T>;
  /** The page itself, and the frames in it. */
  frames(): Frame[];
  /** The mouse. */
  mouse: {
    move(x: number, y: number): Promise<void>;
    click(x: number, y: number): Promise<void>;
    wheel(x: number, y: number): Promise<void>;
  };
  /** The screen, for fingers. */
  touchscreen: { tap(x: number, y: number): Promise<void> };
  /** The element that a CSS selector finds. */
  locator(selector: string): Locator;
  /** The field with a label. */
  getByLabel(text: string, options: { exact: boolean }): Locator;
  /** The keyboard. */
  keyboard: { press(key: string): Promise<void> };
  /** Shows the page as it is printed, or in other colours. */
  emulateMedia(options: { media?: "print" | "screen"; colorScheme?: "light" | "dark" }): Promise<void>;
  /** Changes the size of the page, in pixels. */
  setViewportSize(size: { width: number; height: number }): Promise<void>;
}

/** A frame of a page. */
export interface Frame {
  /** Its address. */
  url(): string;
  /** Evaluates an expression in the frame. */
  evaluate<T>(expression: string): Promise<T>;
}

/** An element of a page. Each method waits until there is one. */
export interface Locator {
  /** Clicks on it. */
  click(): Promise<void>;
  /** Writes into a field. */
  fill(text: string): Promise<void>;
  /** Chooses an option by its value. */
  selectOption(value: string): Promise<unknown>;
  /** An attribute. */
  getAttribute(name: string): Promise<string | null>;
  /** The number of elements that were found. */
  count(): Promise<number>;
  /** Whether it is visible. */
  isVisible(): Promise<boolean>;
}

/** A problem that keeps people from using a page. */
export interface Problem {
  /** The rule that the page breaks: "color-contrast". */
  rule: string;
  /** The elements, as HTML. */
  elements: string[];
}
