/**
 * Looks at the live page of a lesson: saves, keys, several windows, and the end of its server.
 * @module
 */
import type { Page, Tools } from "./tools.ts";

/** What the program needs. */
export interface LivePageOptions {
  /** The address that the terminal shows. */
  address: string;
  /** The lesson's file. */
  file: string;
  /** Its text with a mistake, the right text, and a text that trains for seconds. */
  texts: { wrong: string; right: string; training: string; hostile: string };
  /** The command that starts the server again, and its folder. */
  command: string[];
  folder: string;
  /** The process of the server. */
  pid: number;
}

/** What was found. */
export interface LivePage {
  /** The texts of sections, by moment. */
  texts: Record<string, string>;
  /** The problems that axe found, by view, and how much wider than the window it is, in pixels. */
  views: { name: string; problems: unknown[]; overflow: number }[];
  /** Messages in the console. */
  messages: string[];
  /** Addresses that were requested. */
  requests: string[];
  /** The addresses of the windows, after they were opened. */
  urls: string[];
}

/** How many windows are open at once: browsers let a page have only six connections, unless they are WebSockets. */
const WINDOWS = 12;

/** The longest wait, in milliseconds, on a busy machine. */
const PATIENCE_MS = 60_000;

export default async function lookAtPage({ browser, problemsOf }: Tools, options: LivePageOptions): Promise<LivePage> {
  const { address, file, texts: { wrong, right, training, hostile }, command, folder, pid } = options;
  const found: LivePage = { texts: {}, views: [], messages: [], requests: [], urls: [] };
  const window = await browser.newContext({ javaScriptEnabled: true });
  window.on("request", (request) => found.requests.push(request.url()));
  const open = async (url: string) => {
    const page = await window.newPage();
    page.on("console", (message) => found.messages.push(message.text()));
    page.on("pageerror", ({ message }) => found.messages.push(message));
    await page.goto(url);
    return page;
  };
  const page = await open(address);
  const read = async (moment: string, selector: string) => found.texts[moment] = await textOf(page, selector);

  await textWith(page, "#score", "0 of");
  await read("the brief", "#brief");
  await read("the stub", "#checks");
  await Deno.writeTextFile(file, wrong);
  await textWith(page, "#checks", "fail");
  await textWith(page, "#picture", "yours");
  await read("a mistake", "#checks");
  await read("its line", "#checks .marked");
  await page.keyboard.press("h");
  await textWith(page, "#checks", "The next hint");
  await read("a hint", "#checks .hints");
  found.texts["what is spoken"] = await textWith(page, "#spoken", "point");

  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 390]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      found.views.push({ name: `${colorScheme}, ${width}`, problems: await problemsOf(page), overflow });
    }
  }

  await Deno.writeTextFile(file, training);
  found.texts["a training run"] = await textWith(page, "#training", "left");
  found.views.push({ name: "training", problems: await problemsOf(page), overflow: 0 });
  await page.keyboard.press("s");
  found.texts["a stopped run"] = await textWith(page, "#score", "Stopped");
  found.texts["its curve"] = await textOf(page, "#training");

  await Deno.writeTextFile(file, hostile);
  found.texts["what a hostile lesson says"] = await textWith(page, "#checks", "onerror");
  found.texts["elements of a hostile lesson"] = await page.evaluate(
    "[...document.querySelectorAll('#checks *, #picture *')].filter((each) => /^(script|iframe|img|b-d)$/i.test(each.tagName) && !/^data:/.test(each.src)).map((each) => each.outerHTML).join()",
  );
  found.texts["the title after a hostile lesson"] = await page.evaluate("document.title");

  const ownPicture = () => page.evaluate<string>("document.querySelector('#picture img').src");
  const ofMistake = await ownPicture();
  await Deno.writeTextFile(file, right);
  await textWith(page, "#score", "Every check passes");
  await textWith(page, "#picture", "the goal");
  await read("solved", "#score");
  const moved = `Object.assign(document.querySelector("#knob-learningRate"), { value: 1000 })`;
  await until(async () => await ownPicture() !== ofMistake);
  const usual = await ownPicture();
  await page.evaluate(`${moved}.dispatchEvent(new Event("input", { bubbles: true }))`);
  await until(async () => await ownPicture() !== usual);
  await read("a slider that was moved", "#knobs");
  found.texts["its picture"] = await page.evaluate("document.querySelector('#picture img').alt");
  found.views.push({ name: "sliders", problems: await problemsOf(page), overflow: 0 });
  await page.keyboard.press("r");
  await until(async () => await ownPicture() === usual);
  await read("the sliders after that", "#knobs");
  Object.assign(found.texts, await lookAtChart(page));
  found.views.push({ name: "chart", problems: await problemsOf(page), overflow: 0 });
  await page.keyboard.press("Escape");
  await textWith(page, "#data", "The data");
  await page.locator("#data summary").click();
  await read("the data", "#data");
  await read("the map", "#map");
  found.texts["the comparison"] = await textWith(page, "#comparison", "beside");
  await page.locator("#save-1").click();
  found.texts["an earlier save"] = await textWith(page, "#score", "0 of");
  await read("the note about it", "#looking");
  await page.keyboard.press("Escape");
  found.texts["the last save again"] = await textWith(page, "#score", "8 of");
  await page.keyboard.press("?");
  found.texts["the text for help"] = await textWith(page, "#help", "Deno");
  const saved = new Promise<string>((resolve) => {
    page.on("download", async (download) => {
      found.texts["the name of the file"] = download.suggestedFilename();
      resolve(await download.path());
    });
  });
  await page.keyboard.press("d");
  const copy = `${await saved}.html`; // without this ending, the browser would show the source
  await Deno.copyFile(await saved, copy);
  const alone = await open(`file://${copy}`);
  found.texts["the page as a file"] = await textOf(alone, "body");
  found.texts["its pictures"] = await alone.evaluate(
    "[...document.images].filter(({ naturalWidth }) => naturalWidth > 0).length + ' of ' + document.images.length",
  );
  found.views.push({ name: "alone", problems: await problemsOf(alone), overflow: 0 });
  const others: Page[] = [];
  for (let i = 1; i < WINDOWS; i++) others.push(await open(address));
  for (const other of others) await textWith(other, "#score", "Every check passes");
  found.urls = [page, ...others].map((each) => each.url());
  const stranger = await open(address.replace(/.{8}$/, "00000000"));
  found.texts["a wrong token"] = await textWith(stranger, "#connection", "old one");
  found.texts["what a stranger sees"] = await textOf(stranger, "main");

  Deno.kill(pid, "SIGKILL");
  found.texts["the end"] = await textWith(page, "#connection", "Ended");
  const again = new Deno.Command(command[0], { args: command.slice(1), cwd: folder, stdout: "null", stderr: "null" })
    .spawn();
  try {
    for (const each of [page, others[0]]) await until(async () => await textOf(each, "#connection") === "");
    await page.keyboard.press("n");
    found.texts["the next lesson"] = await textWith(page, "#title", "20 ");
  } finally {
    again.kill("SIGINT");
    await again.status;
  }
  return found;
}

/** Looks at the picture as a chart: its marks, zooming, pointing, and what its frame may not do. */
async function lookAtChart(page: Page): Promise<Record<string, string>> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press("c");
  const frame = () => page.frames().find((each) => each.url().endsWith("/frame"));
  const inFrame = (expression: string) => frame()?.evaluate<string>(expression).catch(() => "") ?? Promise.resolve("");
  const ticks =
    "[...document.querySelectorAll('.role-axis-label text')].map(({ textContent }) => textContent).join(' ')";
  const texts: Record<string, string> = {};
  await until(async () => (texts["the ticks of the chart"] = await inFrame(ticks)) !== "");
  await page.keyboard.press("+");
  await until(async () =>
    (texts["the ticks after zooming"] = await inFrame(ticks)) !== texts["the ticks of the chart"]
  );
  await page.keyboard.press("0");
  await until(async () => await inFrame(ticks) === texts["the ticks of the chart"]);
  const [x, y] = await page.evaluate<number[]>(
    "(({ left, top, width, height }) => [left + width / 2, top + height / 2])(document.querySelector('iframe').getBoundingClientRect())",
  );
  for (let dy = -200; dy < 200 && !texts["under the pointer"]; dy += 2) {
    await page.mouse.move(x, y + dy);
    texts["under the pointer"] = await inFrame(
      "document.getElementById('tip').hidden ? '' : document.getElementById('tip').textContent",
    );
  }
  texts["the origin of the frame"] = await inFrame("self.origin");
  texts["what the frame can read"] = await inFrame("try { parent.document.title } catch { 'nothing' }");
  texts["what the frame can fetch"] = await inFrame("fetch('/page.js').then(() => 'something', () => 'nothing')");
  await inFrame("parent.postMessage({ width: 1e9, height: 1e9, chart: 1, title: 'mine' }, '*'); ''");
  await inFrame("location.href = 'http://127.0.0.1:9/stolen'; ''");
  await new Promise((resolve) => setTimeout(resolve, 500));
  texts["the size of the frame"] = await page.evaluate(
    "((f) => f.width + ' ' + f.height)(document.querySelector('iframe'))",
  );
  texts["the title after a message of the frame"] = await page.evaluate("document.title");
  return texts;
}

async function textOf(page: Page, selector: string): Promise<string> {
  return await page.evaluate(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ""`);
}

/** The text of an element, as soon as it contains `part`. */
async function textWith(page: Page, selector: string, part: string): Promise<string> {
  let text = "";
  await until(async () => (text = await textOf(page, selector)).includes(part), () => `${part} is missing in ${text}`);
  return text;
}

async function until(condition: () => Promise<boolean>, message = () => "it did not happen"): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!await condition()) {
    if (performance.now() > end) throw new Error(message());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
