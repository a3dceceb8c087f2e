import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { courseCopy } from "../kit/testbed/course_copy.ts";
import "../kit/learn/tfjs/quiet.ts";
import { FASHION_MNIST_FILES } from "../kit/learn/data/fashion_mnist_files.ts";
import { fashionMNISTPlaces, isComplete } from "../kit/learn/data/find_fashion_mnist.ts";
import { loadTensors } from "../kit/learn/nn/tensor_files.ts";
import { hasTerminals, startTask } from "../kit/testbed/started.ts";

const LESSON = "20_fashion_mnist";
const course = await courseCopy("04_gradient_descent", LESSON);
addEventListener("unload", () => course.remove());

/** Three checks, of which only the first runs every time. */
await course.write(
  `tests/${LESSON}_test.ts`,
  `import { assertClose, check, open } from "downhill/testing";
const lesson = open<{ count(): number }>("${LESSON}");
const hints = ["Count."];
const counts = (expected: number) => async () => {
  assertClose(await lesson.evaluate(({ count }) => count()), expected, { name: "count()" });
};
check("counts a part", { id: "20-part", points: 1, hints }, counts(4000));
check("counts all", { id: "20-all", points: 3, hints, seconds: 20, data: "full" }, counts(60_000));
check("counts quickly", { id: "20-quick", points: 2, hints, slowOn: ["cpu"] }, counts(4000));
`,
);
await course.write(
  `lessons/${LESSON}.ts`,
  `import { FashionMNIST } from "downhill";\nexport const count = () => new FashionMNIST().length;\n`,
);

/** A folder in which four files have the right names but no content. */
const empty = join(course.folder, "empty");
await Deno.mkdir(empty);
for (const { name } of Object.values(FASHION_MNIST_FILES)) await Deno.writeTextFile(join(empty, name), "");

/** Runs Deno with `args` in the course, with the folder of its images set to `folder`. */
async function deno(args: string[], { env = {} }: { env?: Record<string, string> } = {}) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd: course.folder,
    stdin: "null",
    env: { NO_COLOR: "1", ...env },
  }).output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}

const lesson = (words: string, FASHION_MNIST_DIR = "") =>
  deno(course.taskArguments("lesson", ...words.split(" ")), { env: { FASHION_MNIST_DIR } });

Deno.test("Without --full, a check that needs all images is skipped, and the next lesson is offered", async () => {
  const { code, stdout } = await lesson("20 --device wasm");
  assertEquals(code, 0, stdout);
  assertMatch(
    stdout,
    /– skipped counts all +–\/3\n {12}needs all 60,000 images: deno task lesson 20 --full\n/,
  );
  assertMatch(stdout, /3 of 3 points in [\d.]+ s, 1 check skipped\.\n/);
  assertStringIncludes(stdout, "Solved: 1 of 2 lessons.");
  assertStringIncludes(await course.read("progress.txt"), "20_fashion_mnist 3/3\n");
});

Deno.test("A check is skipped on a device on which it takes minutes, and says why", async () => {
  const { code, stdout } = await lesson("20 --device cpu");
  assertEquals(code, 0, stdout);
  assertMatch(stdout, /– skipped counts quickly +–\/2\n {12}takes minutes on cpu; it is judged on wasm and webgpu\n/);
  assertMatch(stdout, /1 of 1 point in [\d.]+ s, 2 checks skipped\.\n/);
});

Deno.test({
  name: "--full passes with all images, if they are here",
  ignore: fashionMNISTPlaces().every((place) => place.size !== "full" || !isComplete(place)),
  fn: async () => {
    const { code, stdout } = await lesson("20 --full");
    assertEquals(code, 0, stdout);
    assertMatch(stdout, /^ {2}20 · Clothes, ten kinds +60,000 images · wasm · seed 42\n/);
    assertMatch(stdout, /3 of 3 points in [\d.]+ s\.\n/);
  },
});

Deno.test("--full judges only the checks that need all images, and draws nothing", async () => {
  const { code, stdout } = await lesson("20 --full --json", empty);
  assertEquals(code, 1);
  const { checks, data, plots } = JSON.parse(stdout);
  assertEquals(data, { name: "FashionMNIST", size: "full", place: "$FASHION_MNIST_DIR" });
  assertEquals(checks.map(({ id }: { id: string }) => id), ["20-all"]);
  assertStringIncludes(checks[0].message, join(empty, FASHION_MNIST_FILES.trainImages.name));
  assertEquals(plots, []);
});

Deno.test("The points of --full are stored beside the others, and the list shows both", async () => {
  await course.write("progress.txt", `${LESSON} 2/3\n`);
  assertStringIncludes((await lesson("20 --full", empty)).stdout, "A hint: deno task lesson 20 --full --hint\n");
  const progress = await course.read("progress.txt");
  assertMatch(progress, /\n20_fashion_mnist 2\/3\nfull 20_fashion_mnist 0\/3\n/);
  assertMatch((await lesson("--list")).stdout, /… begun.*20 · Clothes, ten kinds +full 0\/3 {2}2\/3\n/);
});

Deno.test("--watch --full judges the same checks at every save", async () => {
  const options = { env: { FASHION_MNIST_DIR: empty } };
  await using watch = startTask(course, ["lesson", "20", "--watch", "--full"], options);
  await watch.says("60,000 images · ", "0 of 3 points");
  const before = await course.read("lessons", `${LESSON}.ts`);
  await course.write(`lessons/${LESSON}.ts`, "export const count = () => 60_000;\n");
  await watch.says("60,000 images · ", "3 of 3 points");
  await course.write(`lessons/${LESSON}.ts`, before);
});

Deno.test({
  name: "Ctrl-C during training keeps a model from a few seconds before, to continue with",
  ignore: !hasTerminals,
  fn: async () => {
    const before = await course.read("lessons", `${LESSON}.ts`);
    await course.write(
      `lessons/${LESSON}.ts`,
      `import { Module, Parameter, showProgress } from "downhill";
class Counter extends Module {
  count = new Parameter([0]);
  override forward() { return this.count; }
}
export async function count() {
  const [model, steps] = [new Counter(), 100_000];
  for (let step = 0; step < steps; step++) {
    model.count.assign(model.count.add(1));
    await showProgress({ step, steps, loss: 1 / (step + 1), model });
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
`,
    );
    await using task = startTask(course, ["lesson", "20", "--full"], {
      terminal: "true",
      env: { FASHION_MNIST_DIR: empty },
    });
    await task.says(" min left");
    await new Promise((resolve) => setTimeout(resolve, 4000)); // the first model is kept after 3 s
    await task.press("\x03");
    await task.says("Stopped at step ", "The model after step ", `plots/${LESSON}-stopped.safetensors`, "code 130");
    const step = Number(/The model after step ([\d,]+) of/.exec(task.output)![1].replace(",", ""));
    const { count } = await loadTensors(course.path("plots", `${LESSON}-stopped.safetensors`));
    assertEquals([...await count.data()], [step]);
    await course.write(`lessons/${LESSON}.ts`, before);
  },
});

Deno.test("--full prints one sentence and exits 2 if it cannot be used", async () => {
  const wrong: [string, string, RegExp][] = [
    ["4 --full", "", /Lesson 04_gradient_descent uses no images: run it without --full\./],
    ["4 --full --watch", "", /Lesson 04_gradient_descent uses no images: run it without --full\./],
    ["20 --full --reset", "", /--reset and --full cannot be used together: give one of them\./],
    ["--full --all", "", /--all and --full cannot be used together: give one of them\./],
    ["--full", "", /--full needs a lesson: for example deno task lesson 20 --full/],
    ["20 --full", "/nonsense", /\/nonsense\/\S+ is not there: .* deno task data --download/],
  ];
  await Promise.all(wrong.map(async ([typed, folder, sentence]) => {
    const { code, stdout, stderr } = await lesson(typed, folder);
    assertEquals([code, stdout], [2, ""], typed);
    assertMatch(stderr, new RegExp(`^${sentence.source}\n$`), typed);
  }));
});

Deno.test("Under deno test, a skipped check is reported as ignored, with the reason in its name", async () => {
  const { code, stdout } = await deno(["test", "-P", "--no-check", `tests/${LESSON}_test.ts`], {
    env: { DOWNHILL_DEVICE: "cpu" },
  });
  assertEquals(code, 0, stdout);
  assertMatch(stdout, /20-part counts a part \.\.\. ok/);
  assertMatch(
    stdout,
    /20-all counts all \(skipped: needs all 60,000 images: deno task lesson 20 --full\) \.\.\. ignored/,
  );
  assertMatch(stdout, /20-quick counts quickly \(skipped: takes minutes on cpu; it is .*\) \.\.\. ignored/);
});
