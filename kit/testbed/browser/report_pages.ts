/**
 * Looks at the pages about a class, and uses them as a person would. Runs in the browser's process.
 * @module
 */
import type { Page, Problem, Tools } from "./tools.ts";

/** What this program gets. */
export interface ReportPagesOptions {
  /** The address of the folder with the reports, with a slash at its end. */
  folder: string;
  /** The pages to look at, relative to the folder. */
  pages: string[];
}

/** What this program found. */
export interface ReportPages {
  /** Each page in each window. */
  views: View[];
  /** All addresses that were requested. */
  requests: string[];
  /** What scripts said in dialogs and in the console. */
  messages: string[];
  /** The page about the class, after each step. */
  steps: Record<string, Step>;
  /** What is visible on paper. */
  paper: Record<string, boolean>;
  /** The page about the class in a browser that runs no scripts. */
  withoutScripts: { students: number; hasFilter: boolean; isOpen: boolean };
}

/** A page in a window. */
export interface View {
  /** The page and the window: "index.html, open, dark, 390 pixels". */
  name: string;
  /** What axe found. */
  problems: Problem[];
  /** By how many pixels the page is wider than the window. */
  overflow: number;
  /** How many images the page has, and how many of them were shown. */
  images: { all: number; shown: number };
  /** The address at the end, to see that no text led away from the page. */
  url: string;
}

/** The page about the class after a step. */
export interface Step {
  /** The identifiers of the students in the table, in order. */
  students: string[];
  /** The names of the students in the list below it. */
  details: string[];
  /** The way in which each column that is not in its first order is sorted. */
  sorted: string[];
  /** The line that says how many are shown. */
  shown: string;
}

/** Two widths: a notebook's, and a phone's. */
const WIDTHS = [1280, 390];

/** Opens or closes everything that unfolds. If it is open, scrolls through it, so that all images are loaded. */
const UNFOLD = `async (isOpen) => {
  for (const details of document.querySelectorAll("details")) details.open = isOpen;
  for (const image of isOpen ? document.images : []) {
    image.scrollIntoView({ behavior: "instant" });
    await image.decode().catch(() => {});
  }
  scrollTo({ top: 0, behavior: "instant" });
}`;

/** The size of the page, and its images. */
const VIEW = `({
  overflow: document.documentElement.scrollWidth - innerWidth,
  images: {
    all: document.images.length,
    shown: [...document.images].filter(({ naturalWidth }) => naturalWidth > 0).length,
  },
})`;

/** The state of the page about the class. */
const STEP = `({
  students: [...document.querySelectorAll("#class tbody tr:not([hidden]) .identifier")].map((e) => e.textContent),
  details: [...document.querySelectorAll(".student:not([hidden]) h3")].map((e) => e.textContent),
  sorted: [...document.querySelectorAll("#class th[aria-sort]:not([aria-sort=none])")]
    .map((e) => e.textContent + " " + e.ariaSort),
  shown: document.querySelector("#shown").textContent,
})`;

/** Looks at all pages. */
export default async function reportPages(
  { browser, problemsOf }: Tools,
  { folder, pages }: ReportPagesOptions,
): Promise<ReportPages> {
  const requests = new Set<string>();
  const messages: string[] = [];
  const open = async (path: string, javaScriptEnabled = true): Promise<Page> => {
    const window = await browser.newContext({ javaScriptEnabled });
    window.on("request", (request) => requests.add(request.url()));
    const page = await window.newPage();
    page.on("dialog", (dialog) => (messages.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
    page.on("console", (message) => messages.push(`${message.type()}: ${message.text()}`));
    await page.goto(folder + path);
    return page;
  };

  const views: View[] = [];
  for (const path of pages) {
    const page = await open(path);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        for (const isOpen of [false, true]) {
          await page.evaluate(`(${UNFOLD})(${isOpen})`);
          views.push({
            name: `${path}, ${isOpen ? "open" : "closed"}, ${colorScheme}, ${width} pixels`,
            problems: await problemsOf(page),
            ...await page.evaluate<Pick<View, "overflow" | "images">>(VIEW),
            url: page.url(),
          });
        }
      }
    }
  }
  const steps = await use(await open("index.html"));
  const paper = await print(await open("index.html"));
  const still = await open("index.html", false);
  const withoutScripts = {
    students: await still.locator("#class tbody tr").count(),
    hasFilter: await still.locator("#filter").isVisible(),
    isOpen: await followLink(still),
  };
  return { views, requests: [...requests], messages, steps, paper, withoutScripts };
}

/** Sorts, filters and unfolds with the mouse and the keyboard. */
async function use(page: Page): Promise<Record<string, Step>> {
  const steps: Record<string, Step> = {};
  const note = async (name: string) => void (steps[name] = await page.evaluate<Step>(STEP));
  const headings = "#class thead button";
  const field = (label: string) => page.getByLabel(label, { exact: true });
  await note("at first");
  await page.locator(`${headings} >> nth=1`).click();
  await note("after a click on Points");
  await page.keyboard.press("Enter");
  await note("after Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await note("after Tab and Space");
  await page.locator(`${headings} >> nth=0`).click();
  await note("after a click on Student");
  await field("Status").selectOption("missing");
  await note("with a missing lesson");
  await field("Lesson").selectOption("0");
  await note("with the first lesson missing");
  await field("Status").selectOption("");
  await note("who handed in the first lesson");
  await field("Lesson").selectOption("");
  await field("Search").fill("LATE");
  await note("with the word late");
  await field("Search").fill("ada@example");
  await note("with an address");
  await field("Search").fill("nobody");
  await note("with a word that nobody has");
  return steps;
}

/** Opens one student, and looks at the page as it is printed. */
async function print(page: Page): Promise<Record<string, boolean>> {
  await page.evaluate("document.querySelector('.student').open = true");
  await page.emulateMedia({ media: "print" });
  const isVisible = (selector: string) => page.locator(`${selector} >> nth=0`).isVisible();
  return {
    table: await isVisible("#class"),
    filter: await isVisible("#filter"),
    openStudent: await isVisible(".student[open]"),
    closedStudent: await isVisible(".student:not([open])"),
    printedText: await isVisible(".student[open] .printed pre"),
  };
}

/** Follows the first link to a student. Returns whether the student's checks are then visible. */
async function followLink(page: Page): Promise<boolean> {
  await page.locator("#class tbody a >> nth=0").click();
  return await page.locator(".student >> nth=0").getAttribute("open") !== null;
}
