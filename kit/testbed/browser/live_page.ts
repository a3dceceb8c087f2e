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
  /** The formulas of all briefs, as HTML. */
  formulas: string;
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
  const { address, file, texts: { wrong, right, training, hostile }, formulas, command, folder, pid } = options;
  const found: LivePage = { texts: {}, views: [], messages: [], requests: [], urls: [] };
  const window = await browser.newContext({ javaScriptEnabled: true, hasTouch: true });
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
  await until(() => isTouchable(page));
  await read("a mistake", "#checks");
  await read("its line", "#checks .marked");
  found.texts["the heights of two lines of code"] = await page.evaluate(
    `(([a, b]) => [b.top - a.top, a.height].join())([...document.querySelectorAll("#signatures .line")].map((each) => each.getBoundingClientRect()))`,
  );
  await page.locator("#copy").click();
  found.texts["a button that copies"] = await textWith(page, "#copy", "ed");
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
  found.texts["formulas that are cut off"] = await cutOff(page, formulas);

  await page.keyboard.press("?");
  await textWith(page, "#help", "Deno");
  await Deno.writeTextFile(file, training);
  found.texts["a training run"] = await textWith(page, "#training", "left");
  found.texts["the picture while a new one is drawn"] = await textWith(page, "#drawing", "drawing") +
    await page.evaluate("` ${getComputedStyle(document.querySelector('#picture img')).opacity}`");
  found.views.push({ name: "training", problems: await problemsOf(page), overflow: 0 });
  found.texts["the text for help of the save before"] = await textOf(page, "#help");
  await page.keyboard.press("s");
  found.texts["a stopped run"] = await textWith(page, "#score", "Stopped");
  found.texts["its curve"] = await textOf(page, "#training");
  found.texts["its picture so far"] = await textWith(page, "#picture", "stopped") +
    await page.evaluate("document.querySelector('#picture img').alt + document.querySelector('#stage').className");

  await Deno.writeTextFile(file, "it does not load (");
  found.texts["the picture of a lesson that does not load"] = await textWith(page, "#picture", "as soon as");

  await Deno.writeTextFile(file, hostile);
  found.texts["what a hostile lesson says"] = await textWith(page, "#checks", "onerror");
  found.texts["elements of a hostile lesson"] = await page.evaluate(
    "[...document.querySelectorAll('#checks *, #picture *, #words *, #data *')].filter((each) => /^(script|iframe|img|b-d)$/i.test(each.tagName) && !/^data:/.test(each.src)).map((each) => each.outerHTML).join()",
  );
  found.texts["the title after a hostile lesson"] = await page.evaluate("document.title");

  const ownPicture = () => page.evaluate<string>("document.querySelector('#picture img')?.src ?? ''");
  const ofMistake = await ownPicture();
  await Deno.writeTextFile(file, right);
  await textWith(page, "#score", "Every check passes");
  await textWith(page, "#goal", "the goal");
  await read("solved", "#score");
  await until(async () => !["", ofMistake].includes(await ownPicture()));
  const usual = await ownPicture();
  const turn = async (position: number) => {
    const before = await ownPicture();
    await page.evaluate(
      `((knob) => { knob.value = ${position}; for (const each of ["input", "change"]) knob.dispatchEvent(new Event(each, { bubbles: true })); })(document.querySelector("#knob-learningRate"))`,
    );
    await until(async () => await ownPicture() !== before);
  };
  await turn(1000);
  found.texts["a slider that was moved"] = await knobsOf(page);
  found.texts["its picture"] = await page.evaluate("document.querySelector('#picture img').alt");
  const another = await open(address);
  found.texts["the sliders of a page that is opened then"] = await knobsOf(another);
  await another.close(); // a page behind another one cannot fill the screen
  await turn(700);
  const pale = `[opacity="0.35"]`;
  await until(async () => await inFrame(page, `document.querySelectorAll('${pale}').length`) === "2");
  found.texts["pale curves"] = await page.evaluate(
    `String(atob(document.querySelector("#picture img").src.split(",")[1]).split('opacity="0.35"').length - 1)`,
  );
  found.views.push({ name: "sliders", problems: await problemsOf(page), overflow: 0 });
  await page.keyboard.press("r");
  await until(async () => await ownPicture() === usual);
  found.texts["the sliders after that"] = await knobsOf(page);
  await page.locator("#knob-axis").selectOption("1");
  await until(async () => await ownPicture() !== usual);
  found.texts["after a choice"] = await knobsOf(page);
  await page.evaluate("document.activeElement.blur()"); // a list takes letters itself
  await page.keyboard.press("r");
  await until(async () => await ownPicture() === usual);
  Object.assign(found.texts, await lookAtChart(page));
  found.views.push({ name: "chart", problems: await problemsOf(page), overflow: 0 });
  Object.assign(found.texts, await attack(page));
  await textWith(page, "#data", "The data");
  await page.locator("#data summary").click();
  await read("the data", "#data");
  await read("the map", "#map");
  found.texts["the comparison"] = await textWith(page, "#comparison", "beside");
  await page.locator("#save-1").click();
  found.texts["an earlier save"] = await textWith(page, "#score", "0 of");
  await read("the note about it", "#looking");
  const marked = () =>
    page.evaluate<string>("[...document.querySelectorAll('#saves [aria-current]')].map(({ id }) => id).join()");
  found.texts["the bars that are marked"] = await marked();
  await page.evaluate(
    `((knob) => knob.dispatchEvent(new Event("input", { bubbles: true })))(document.querySelector("#knob-learningRate"))`,
  );
  found.texts["after a slider was moved there"] = await textWith(page, "#score", "8 of");
  await page.locator("#save-1").click();
  await textWith(page, "#score", "0 of");
  const focused = () => page.evaluate<string>("document.activeElement.id");
  const last = await page.evaluate<string>("[...document.querySelectorAll('#saves button')].at(-1).id");
  const moved: string[] = [];
  for (const key of ["ArrowRight", "End", "ArrowRight", "Home"]) {
    await page.keyboard.press(key);
    const bar = await focused();
    await until(async () => await marked() === (bar === last ? "" : bar));
    moved.push(bar === last ? "last" : bar);
  }
  found.texts["the bars that keys lead to"] = moved.join();
  found.texts["the bars in the order of Tab"] = await page.evaluate(
    "[...document.querySelectorAll('#saves button')].filter(({ tabIndex }) => tabIndex === 0).map(({ id }) => id).join()",
  );
  await page.keyboard.press("Escape");
  found.texts["the last save again"] = await textWith(page, "#score", "8 of");
  found.texts["the bar that has the focus then"] = await focused() === last ? "last" : await focused();
  await until(async () => !await isTouchable(page)); // the frame is dead
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
  found.texts["its sliders"] = await alone.evaluate("String(document.querySelectorAll('input, select').length)");
  found.texts["its frames"] = await alone.evaluate("String(document.querySelectorAll('iframe').length)");
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

/** Looks at the picture as a chart: its marks, zooming, and reading it with the pointer, with keys and with a finger. */
async function lookAtChart(page: Page): Promise<Record<string, string>> {
  await page.setViewportSize({ width: 1280, height: 500 }); // so low that there is something to scroll
  const ticks =
    "[...document.querySelectorAll('.role-axis-label text')].map(({ textContent }) => textContent).join(' ')";
  const texts: Record<string, string> = {};
  await until(() => isTouchable(page));
  texts["the ticks of the chart"] = await inFrame(page, ticks);
  const clipped = () => inFrame(page, "String(document.querySelectorAll('.mark-line[clip-path]').length)");
  texts["the curves that are cut off at first"] = await clipped();
  texts["how the frame covers the image"] = await page.evaluate(
    `((f, i) => [f.left - i.left, f.top - i.top, f.width <= i.width + 1, f.height <= i.height + 1].join())(...["iframe", "#picture img"].map((each) => document.querySelector(each).getBoundingClientRect()))`,
  );
  const [left, top, width, height] = await page.evaluate<number[]>(
    "(({ left, top, width, height }) => [left, top, width, height])(document.querySelector('iframe').getBoundingClientRect())",
  );
  const tip = () =>
    inFrame(page, "document.getElementById('tip').hidden ? '' : document.getElementById('tip').textContent");
  const x = left + 0.7 * width;
  let y = top + 0.2 * height;
  while (!texts["under the pointer"] && y < top + height) {
    await page.mouse.move(x, y += 4);
    texts["under the pointer"] = await tip();
  }
  await page.mouse.wheel(0, 60);
  await until(async () => await page.evaluate("document.querySelector('#picture-column').scrollTop > 0"));
  texts["the ticks after scrolling"] = await inFrame(page, ticks);
  await page.evaluate("document.querySelector('#picture-column').scrollTop = 0");
  await page.mouse.click(x, y); // puts the focus into the frame, where no key would arrive
  await until(async () => await page.evaluate("document.activeElement.id === 'chart'"));
  const spoken = () => inFrame(page, "document.getElementById('spoken').textContent");
  const press = async (key: string) => {
    const before = await spoken();
    await page.keyboard.press(key);
    await until(async () => await spoken() !== before);
    texts[`read with ${key}`] = await spoken();
  };
  await page.mouse.move(2, 2);
  await until(async () => await tip() === "");
  for (const key of ["ArrowRight", "End", "Shift+ArrowLeft"]) await press(key);
  await page.keyboard.press("+");
  await until(async () =>
    (texts["the ticks after zooming"] = await inFrame(page, ticks)) !== texts["the ticks of the chart"]
  );
  texts["the curves that are cut off after zooming"] = await clipped();
  await until(async () => (texts["read after zooming"] = await tip()) !== "");
  await page.keyboard.press("0");
  await until(async () => await inFrame(page, ticks) === texts["the ticks of the chart"]);
  await page.touchscreen.tap(x, y);
  await until(async () => (texts["under the finger"] = await tip()) !== "");
  texts["what is drawn"] = await inFrame(page, "String(document.querySelectorAll('#chart svg').length)");
  await page.keyboard.press("c");
  await until(async () => await page.evaluate("document.fullscreenElement?.id === 'own'"));
  await page.keyboard.press("c");
  await until(async () => await page.evaluate("!document.fullscreenElement"));
  await page.setViewportSize({ width: 1280, height: 800 });
  return texts;
}

/** The formulas that are wider than their place, on wide and narrow windows, in usual and large type. */
async function cutOff(page: Page, formulas: string): Promise<string> {
  const found: string[] = [];
  await page.evaluate(
    `latest.before = element("brief").innerHTML; element("brief").innerHTML = ${JSON.stringify(formulas)}`,
  );
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const size of ["large", "usual"]) {
      found.push(
        await page.evaluate(
          `document.documentElement.dataset.size = "${size}", [...document.querySelectorAll("blockquote")].filter((each) => each.scrollWidth > each.clientWidth).map((each) => "${width}, ${size}: " + each.textContent).join("")`,
        ),
      );
    }
  }
  await page.evaluate(`element("brief").innerHTML = latest.before`);
  return found.join("");
}

/** What the frame of a chart may not do. It ends with a frame that leads nowhere, and answers no more. */
async function attack(page: Page): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  texts["the origin of the frame"] = await inFrame(page, "self.origin");
  texts["what the frame can read"] = await inFrame(page, "try { parent.document.title } catch { 'nothing' }");
  texts["what the frame can fetch"] = await inFrame(page, "fetch('/page.js').then(() => 'something', () => 'nothing')");
  const number = await page.evaluate<number>("drawings");
  await inFrame(
    page,
    `parent.postMessage({ number: ${number}, width: 1e9, height: 1e9, chart: 1, title: 'mine' }, '*'); ''`,
  );
  await until(async () => await page.evaluate("document.querySelector('iframe').width === '4000'"));
  texts["the size of the frame"] = await page.evaluate(
    "((f) => f.width + ' ' + f.height)(document.querySelector('iframe'))",
  );
  await inFrame(page, "location.href = 'http://127.0.0.1:9/stolen'; ''");
  await new Promise((resolve) => setTimeout(resolve, 500));
  texts["the title after a message of the frame"] = await page.evaluate("document.title");
  return texts;
}

/** The value of an expression in the frame of the chart, as text. */
async function inFrame(page: Page, expression: string): Promise<string> {
  const frame = page.frames().find((each) => each.url().endsWith("/frame"));
  return String(await frame?.evaluate<unknown>(expression).catch(() => "") ?? "");
}

/** Whether the chart is shown instead of the image. */
function isTouchable(page: Page): Promise<boolean> {
  return page.evaluate("document.querySelector('#picture').className === 'behind'");
}

/** The position of each slider, and what is beside it. */
async function knobsOf(page: Page): Promise<string> {
  await textWith(page, "#knobs", "learning rate");
  return await page.evaluate(
    "[...document.querySelectorAll('.knob')].map((each) => each.querySelector('input, select').value + ': ' + (each.querySelector('span') ?? each.querySelector(':checked')).textContent).join()",
  );
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
