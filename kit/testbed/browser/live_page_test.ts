import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { syllabus } from "../../../syllabus.ts";
import { root } from "../../base/root.ts";
import { briefHtml } from "../../show/page/brief/brief_html.ts";
import { briefOf } from "../../teach/stubs/brief_of.ts";
import { courseCopy } from "../course_copy.ts";
import { startTask } from "../started.ts";
import { inBrowser, whyNoBrowser } from "./in_browser.ts";
import type { LivePage, LivePageOptions } from "./live_page.ts";

const LESSONS = ["04_gradient_descent", "20_fashion_mnist"];

const why = await whyNoBrowser();
if (why) console.log(`skipped: the live page in a browser, because ${why}`);
/** What the browser says while there is no server, and when the frame tries what it may not do. */
const EXPECTED =
  /WebSocket connection to .* failed|ERR_CONNECTION_(REFUSED|RESET)|(Connecting to|Fetch API cannot load) .*page\.js.*Policy|Framing 'http:\/\/127\.0\.0\.1:9\/' violates/;

/** The picture of a training run that was stopped. */
let stopped = "";
const found = why ? null : await lookAtPage();

/** Tests what was found in the browser. */
function test(name: string, judge: (found: LivePage) => void): void {
  Deno.test({ name: why ? `${name} (skipped: ${why})` : name, ignore: why !== "", fn: () => judge(found!) });
}

test("the page shows the brief, the verdict on each save, and the learner's line", ({ texts }) => {
  assertStringIncludes(texts["the brief"], "learning rate");
  assertStringIncludes(texts["the brief"], "export function gradientDescent(");
  assertStringIncludes(texts["the stub"], "todo");
  const [distance, height] = texts["the heights of two lines of code"].split(",").map(Number);
  assert(Math.abs(distance - height) < 1, "an empty line is between two lines of code");
  assertMatch(texts["a button that copies"], /Copied|Selected/);
  assertStringIncludes(texts["the picture of a lesson that does not load"], "Your picture appears here");
  assertMatch(texts["a mistake"], /✗ fail\s+notes the loss after each step/);
  assertMatch(texts["solved"], /^8 of 8 points/);
  assertStringIncludes(texts["solved"], "Next: 20");
  assertMatch(texts["the map"], /✓ 04/);
});

test("no formula of any brief is cut off, on a narrow window or in large type", ({ texts }) => {
  assertEquals(texts["formulas that are cut off"], "");
});

test("a key takes a hint, and a screen reader hears the points", ({ texts }) => {
  assert(texts["a hint"].length > 10);
  assertMatch(texts["what is spoken"], /\d of 8 points/);
});

test("the page shows a training run, and a key stops it and draws the loss so far", ({ texts }) => {
  assertMatch(texts["a training run"], /step [\d,]+ of 1,000 · loss .* left/);
  assertStringIncludes(texts["a stopped run"], "plots/04_gradient_descent-stopped.svg");
  assertEquals(texts["its curve"], "");
  assertMatch(stopped, /^<svg[^]*stopped at step/);
  assertMatch(
    texts["its picture so far"],
    /^This is the loss of the run that you stopped, and not yet your picture\.\s*.*stopped at step \d+[^]*\D$/,
  );
});

test("the picture before is marked while a new one is drawn", ({ texts }) => {
  assertEquals(texts["the picture while a new one is drawn"], "drawing… 0.4");
});

test("what a hostile lesson prints, throws and draws is text", ({ texts }) => {
  assertStringIncludes(texts["what a hostile lesson says"], `<img src=x onerror="document.title='mine'">`);
  assertEquals(texts["elements of a hostile lesson"], "");
  assertEquals(texts["the title after a hostile lesson"], "04 · Gradient descent by hand");
});

test("a reader can go back to an earlier save, and returns to the last one", ({ texts }) => {
  assertMatch(texts["an earlier save"], /^0 of 8 points/);
  assertStringIncludes(texts["the note about it"], "an earlier save");
  assertEquals(texts["the bars that are marked"], "save-1");
  assertMatch(texts["after a slider was moved there"], /^8 of 8 points/);
  assertMatch(texts["the last save again"], /^8 of 8 points/);
  assertEquals(texts["the bars that keys lead to"], "save-2,last,last,save-1");
  assertEquals(texts["the bars in the order of Tab"], "save-1");
  assertEquals(texts["the bar that has the focus then"], "last");
});

test("a slider draws the picture again, and the next verdict has the usual picture", ({ texts }) => {
  assertEquals(texts["a slider that was moved"], "1000: 1.1,0: logarithmic");
  assertEquals(texts["the sliders of a page that is opened then"], "1000: 1.1,0: logarithmic");
  assertMatch(texts["its picture"], /rise|to \d+(\.\d+)?e\+\d+|→/);
  assertMatch(texts["the sliders after that"], /^\d+: 0\.01,0: logarithmic$/);
});

test("a choice from a list draws the picture again", ({ texts }) => {
  assertMatch(texts["after a choice"], /: 0\.01,1: linear$/);
});

test("the usual curve, and that of the run before, stay behind a new one, in the image and in the chart", ({ texts }) => {
  assertEquals(texts["pale curves"], "2");
});

test("the chart is shown in the place of the image, can be zoomed with keys, and lets the wheel scroll the page", ({ texts }) => {
  assertMatch(texts["the ticks of the chart"], /\b200 .*\b1,000 .*\b10⁻/);
  assertEquals(texts["how the frame covers the image"], "0,0,true,true");
  assertEquals(texts["the ticks after scrolling"], texts["the ticks of the chart"]);
  assertEquals(texts["the curves that are cut off at first"], "0");
  assertEquals(texts["the curves that are cut off after zooming"], "1");
  assertEquals(texts["what is drawn"], "1"); // what was drawn before is gone
});

test("the numbers of a mark can be read with the pointer, with a finger and with keys, which are also spoken", ({ texts }) => {
  assertMatch(texts["under the pointer"], /^step: \d+\nloss: \S+$/);
  assertMatch(texts["under the finger"], /^step: \d+\nloss: \S+$/);
  assertEquals(
    ["ArrowRight", "End", "Shift+ArrowLeft"].map((key) => texts[`read with ${key}`]),
    ["step: 1\nloss: 3.8416", "step: 1000\nloss: 1.13295e-17", "step: 969\nloss: 3.96456e-17"],
  );
  assertEquals(texts["read after zooming"], "step: 969\nloss: 3.96456e-17");
});

test("the frame of a chart has no origin, reads and fetches nothing, leads nowhere, and is not believed", ({ texts, requests }) => {
  assertEquals(texts["the origin of the frame"], "null");
  assertEquals(texts["what the frame can read"], "nothing");
  assertEquals(texts["what the frame can fetch"], "nothing");
  assertEquals(requests.filter((url) => url.includes("stolen")), []);
  assertEquals(texts["the size of the frame"], "4000 4000");
  assertEquals(texts["the title after a message of the frame"], "04 · Gradient descent by hand");
});

test("the picture's data can be read as a table", ({ texts }) => {
  assertMatch(texts["the data"], /The data as (a table|tables)[^]*step\s+loss[^]*\n1\s+3\.8416\s/);
});

test("a solved lesson is compared with the solution", ({ texts }) => {
  assertStringIncludes(texts["the comparison"], "Your answer beside the solution");
});

test("the text for help has the code and the versions, and the page can be saved as a file that works alone", ({ texts }) => {
  assertMatch(texts["the text for help"], /8 of 8 points[^]*```ts[^]*export function gradientDescent[^]*Deno \d/);
  assertEquals(texts["the text for help of the save before"], "");
  assertEquals(texts["the name of the file"], "04-gradient-descent-by-hand.html");
  for (const part of ["8 of 8 points", "learning rate", "does nothing in 0 steps"]) {
    assertStringIncludes(texts["the page as a file"], part);
  }
  assertEquals(texts["its pictures"], "2 of 2");
  assertEquals(texts["the page as a file"].includes("Your saves"), false); // it has only one of them
  assertEquals([texts["its frames"], texts["its sliders"]], ["0", "0"]);
});

test("twelve windows show the same, and no address keeps the token", ({ urls }) => {
  assertEquals(urls.length, 12);
  assertEquals(new Set(urls.map((url) => url.replace(/:\d+/, ""))), new Set(["http://127.0.0.1/"]));
});

test("a page with a wrong token sees nothing", ({ texts }) => {
  assertStringIncludes(texts["a wrong token"], "open the one that the terminal shows");
  assertEquals(texts["what a stranger sees"].trim(), "");
});

test("the page says that its server has ended, and finds it when it is started again", ({ texts }) => {
  assertEquals(texts["the end"], "Ended: see the terminal.");
  assertMatch(texts["the next lesson"], /^20 /);
});

test("the page keeps nobody from using it, and is never wider than the window", ({ views }) => {
  assertEquals(views.length, 8);
  for (const { name, problems, overflow } of views) assertEquals([name, problems, overflow <= 0], [name, [], true]);
});

test("the page requests nothing but itself, and the browser complains about nothing else", ({ requests, messages }) => {
  assertEquals(requests.filter((url) => !/^(file:|blob:|http:\/\/127\.0\.0\.1:\d+\/|data:image\/)/.test(url)), []);
  assertEquals(
    messages.filter((text) => !EXPECTED.test(text)),
    [],
  );
});

async function lookAtPage(): Promise<LivePage> {
  await using course = await courseCopy(...LESSONS);
  const words = ["lesson", "4", "--page"];
  await using task = startTask(course, words);
  const [address] = /http:\/\/127\S+/.exec(await task.says("The page:", "#", "\n"))!;
  const right = (await course.read("solutions", `${LESSONS[0]}.ts`))
    .replace(
      "{ learningRate }: { learningRate?: number }",
      "{ learningRate, word }: { learningRate?: number; word?: string }",
    )
    .replace("`Left: 11", "`${word} Left: 11");
  const options: LivePageOptions = {
    address,
    file: course.path("lessons", `${LESSONS[0]}.ts`),
    texts: {
      right,
      wrong: right.replace("losses.push(f(x));", "losses.push(x);"),
      training: trainingText(right),
      hostile: hostileText(right),
    },
    formulas: (await Promise.all(syllabus.map(({ id }) => formulasOf(id)))).join(""),
    command: [Deno.execPath(), ...course.taskArguments(words[0], ...words.slice(1))],
    folder: course.folder,
    pid: task.pid,
  };
  const found: LivePage = await inBrowser(import.meta.resolve("./live_page.ts"), options);
  stopped = await course.read("plots", `${LESSONS[0]}-stopped.svg`);
  return found;
}

/** The quotations in a brief: there, formulas are set. */
async function formulasOf(lesson: string): Promise<string> {
  const brief = briefHtml(briefOf(await Deno.readTextFile(join(root, "solutions", `${lesson}.ts`))));
  return brief.match(/<blockquote>[^]*?<\/blockquote>/g)?.join("") ?? "";
}

/** A lesson that prints, throws and draws what would be dangerous if it were HTML. */
function hostileText(solution: string): string {
  const evil = `<img src=x onerror="document.title='mine'"><script>document.title='mine'</script></li></ol><b-d>`;
  return solution.replace(
    "let x = start;",
    `console.log(${JSON.stringify(evil)}); throw new Error(${JSON.stringify(evil)});`,
  )
    .replace(
      /export function picture[^]*?\n}\n/,
      `export const picture = () => ({ title: ${JSON.stringify(evil)},
  description: ${
        JSON.stringify(evil)
      }, data: { values: [{ x: 1 }, { x: 2 }] }, mark: "point", encoding: { x: { field: "x" } } });\n`,
    );
}

/** The solution, as a training loop that takes seconds. */
function trainingText(solution: string): string {
  return solution.replace("lossCurve,", "lossCurve, showProgress,")
    .replace("export function gradientDescent", "export async function gradientDescent")
    .replace(
      "losses.push(f(x));",
      `losses.push(f(x));
      await showProgress({ step, steps, loss: f(x) });
      await new Promise((resolve) => setTimeout(resolve, 4));`,
    );
}
