/**
 * Wrong answers to lesson 16.
 * @module
 */
import { mutants } from "downhill/testing";

const READ = "const values = await x.data();\n  await useDevice(device);";
const MAKE = "return tf.tensor(values, x.shape, x.dtype);";
const RUN = "const product = tf.tidy(compute);";
const NUMBERS = "const values = await product.data();";
const WARM_UP = "let best = { ...await run(), milliseconds: Infinity };";
const BETTER = "if (timing.milliseconds < best.milliseconds) best = timing;";
const DEFAULTS = "{ repeats = 5, clock = () => performance.now() }: TimeOptions";
const SKIP = `report.reason = (error as Error).message;
      continue;`;
const ADAPTER = "report.adapter = (await useDevice(device)).adapter;";
const MOVED = "const x = await toDevice(input, device);";
const MEASURE = "await time(() => model.forward(x));";
const OUTPUT = "report.outputs.push(values);";

/** The lines of the solution that measure each device. */
const LOOP = `for (const device of devices) {
    const report: Report = { device, adapter: null, milliseconds: [], outputs: [], reason: null };
    reports.push(report);
    try {
      ${ADAPTER}
    } catch (error) {
      ${SKIP}
    }
    await model.to(device);
    for (const input of inputs) {
      ${MOVED}
      const { milliseconds, values } = ${MEASURE}
      report.milliseconds.push(milliseconds);
      ${OUTPUT}
      x.dispose();
    }
  }`;

/** Part of the message if the reports are not in the order of the list of devices. */
const OTHER_ORDER = ["keep the order of the list"];

export default mutants("16_device", [
  { name: "makes the tensor without its shape", replace: MAKE, by: "return tf.tensor(values);", refusedBy: "16-move" },
  {
    name: "makes the tensor without its type, so integers become float32",
    replace: MAKE,
    by: "return tf.tensor(Array.from(values), x.shape);",
    refusedBy: "16-move",
    causes: ["pass the type of x to tf.tensor"],
  },
  {
    name: "switches the device and lets TF.js move x, without reading the values",
    replace: `${READ}
  ${MAKE}`,
    by: "await useDevice(device);\n  return x.clone();",
    refusedBy: "16-move",
    causes: ["moves x itself"],
  },
  {
    name: "adds 0 on the new device, without reading the values",
    replace: `${READ}
  ${MAKE}`,
    by: "await useDevice(device);\n  return x.add(tf.scalar(0, x.dtype));",
    refusedBy: "16-move",
    causes: ["moves x itself"],
  },
  {
    name: "returns the tensor that is passed in",
    replace: MAKE,
    by: "return x;",
    refusedBy: "16-move",
    causes: ["is x itself"],
  },
  {
    name: "returns the tensor that is passed in if the device does not change",
    replace: READ,
    by: `if (tf.getBackend() === device) return x;\n  ${READ}`,
    refusedBy: "16-move",
    causes: ["is x itself"],
  },
  {
    name: "disposes of the tensor that is passed in",
    replace: MAKE,
    by: `x.dispose();\n  ${MAKE}`,
    refusedBy: "16-move",
    causes: ["disposes of x"],
  },
  {
    name: "makes a new tensor, but never switches the device",
    replace: "await useDevice(device);\n  return",
    by: "return",
    refusedBy: "16-move",
    causes: ["does it call useDevice(device)"],
  },
  {
    name: "does not wait until useDevice has switched",
    replace: "await useDevice(device);\n  return",
    by: "useDevice(device);\n  return",
    refusedBy: "16-move",
    causes: ["and await it"],
  },
  {
    name: "makes the tensor before it switches the device",
    replace: `await useDevice(device);
  ${MAKE}`,
    by: "const y = tf.tensor(values, x.shape, x.dtype);\n  await useDevice(device);\n  return y;",
    refusedBy: "16-move",
    causes: ["await useDevice(device) first"],
  },
  {
    name: "switches back to the old device when the tensor is made",
    replace: `${READ}
  ${MAKE}`,
    by: `const before = tf.getBackend() as DeviceName;
  ${READ}
  const y = tf.tensor(values, x.shape, x.dtype);
  await useDevice(before);
  return y;`,
    refusedBy: "16-move",
    causes: ["stay on the new device"],
  },
  {
    name: "switches with tf.setBackend, which starts no device",
    replace: "await useDevice(device);\n  return",
    by: "await tf.setBackend(device);\n  return",
    refusedBy: "16-move",
    causes: ["tf.setBackend accepts only"],
  },
  {
    name: "reads the values at once, with dataSync",
    replace: "const values = await x.data();",
    by: "const values = x.dataSync();",
    refusedBy: "16-move",
  },
  {
    name: "stops the clock before it reads the numbers",
    replace: `${NUMBERS}
    const milliseconds = clock() - start;`,
    by: `const milliseconds = clock() - start;
    ${NUMBERS}`,
    refusedBy: "16-time",
    causes: ["the clock stops before the numbers have arrived"],
  },
  {
    name: "reads the result at once, with dataSync",
    replace: NUMBERS,
    by: "const values = product.dataSync();",
    refusedBy: "16-time",
  },
  {
    name: "starts the clock after compute()",
    replace: `const start = clock();
    ${RUN}`,
    by: `${RUN}
    const start = clock();`,
    refusedBy: "16-time",
    causes: ["compute() is called before the clock starts"],
  },
  {
    name: "measures without an uncounted first run",
    replace: WARM_UP,
    by: "let best: Timing = { values: [], milliseconds: Infinity };",
    refusedBy: "16-time",
    causes: ["the first run does not count", "the time of the first product, which does not count"],
  },
  {
    name: "counts the first, slow run as one of the repeats",
    replace: WARM_UP,
    by: "let best = await run();\n  repeats--;",
    refusedBy: "16-time",
    causes: ["the first run does not count"],
  },
  {
    name: "does not wait for the numbers of the first run",
    replace: WARM_UP,
    by: "tf.tidy(compute).dispose();\n  let best: Timing = { values: [], milliseconds: Infinity };",
    refusedBy: "16-time",
    causes: ["the first run is still computing"],
  },
  {
    name: "starts the clock once, before the first run",
    replace: "const run = async () => {\n    const start = clock();",
    by: "const start = clock();\n  const run = async () => {",
    refusedBy: "16-time",
    causes: ["read the clock after the first run"],
  },
  {
    name: "measures once more than repeats says",
    replace: "i < repeats;",
    by: "i <= repeats;",
    refusedBy: "16-time",
    causes: ["that is the shortest of more runs than `repeats`"],
  },
  {
    name: "always measures five times, whatever repeats says",
    replace: "i < repeats;",
    by: "i < 5;",
    refusedBy: "16-time",
    causes: ["that is the shortest of more runs than `repeats`"],
  },
  {
    name: "has a different default number of repeats",
    replace: DEFAULTS,
    by: DEFAULTS.replace("5", "3"),
    refusedBy: "16-time",
  },
  {
    name: "keeps the longest of the times",
    replace: "timing.milliseconds < best.milliseconds",
    by: "best.milliseconds === Infinity || timing.milliseconds > best.milliseconds",
    refusedBy: "16-time",
    causes: ["that is the longest of the five times"],
  },
  {
    name: "keeps the first of the times",
    replace: BETTER,
    by: "if (i === 0) best = timing;",
    refusedBy: "16-time",
    causes: ["that is the first of the five times"],
  },
  {
    name: "keeps the last of the times",
    replace: BETTER,
    by: "best = timing;",
    refusedBy: "16-time",
    causes: ["that is the last of the five times"],
  },
  {
    name: "returns the average of the times",
    replace: BETTER,
    by: `const sum = i === 0 ? 0 : best.milliseconds;
    best = { ...timing, milliseconds: sum + timing.milliseconds / repeats };`,
    refusedBy: "16-time",
    causes: ["that is the average"],
  },
  {
    name: "returns the median of the times",
    replace: `  for (let i = 0; i < repeats; i++) {
    const timing = await run();
    ${BETTER}
  }`,
    by: `  const times: number[] = [];
  for (let i = 0; i < repeats; i++) times.push((await run()).milliseconds);
  best = { ...best, milliseconds: times.sort((a, b) => a - b)[Math.floor(repeats / 2)] };`,
    refusedBy: "16-time",
    causes: ["that is the median"],
  },
  {
    name: "reads the clock once before and once after all repeats, and divides the time by repeats",
    replace: `  for (let i = 0; i < repeats; i++) {
    const timing = await run();
    ${BETTER}
  }`,
    by: `  const begin = clock();
  for (let i = 0; i < repeats; i++) {
    const product = tf.tidy(compute);
    await product.data();
    product.dispose();
  }
  best = { ...best, milliseconds: (clock() - begin) / repeats };`,
    refusedBy: "16-time",
    causes: ["that is the average"],
  },
  {
    name: "returns seconds",
    replace: "const milliseconds = clock() - start;",
    by: "const milliseconds = (clock() - start) / 1000;",
    refusedBy: "16-time",
    causes: ["that is in seconds"],
  },
  {
    name: "rounds the time to whole milliseconds",
    replace: "const milliseconds = clock() - start;",
    by: "const milliseconds = Math.round(clock() - start);",
    refusedBy: "16-time",
    causes: ["rounded to whole milliseconds"],
  },
  {
    name: "reads the machine's own clock instead of the clock that is passed in",
    replace: "const start = clock();",
    by: "clock = () => performance.now();\n    const start = clock();",
    refusedBy: "16-time",
    causes: ["time() never reads its clock"],
  },
  {
    name: "uses a clock that counts whole milliseconds by default",
    replace: DEFAULTS,
    by: DEFAULTS.replace("performance.now()", "Date.now()"),
    refusedBy: "16-time",
    causes: ["never reads performance.now()"],
  },
  {
    name: "returns the tensor instead of its numbers",
    replace: "return { milliseconds, values };",
    by: "return { milliseconds, values: product as never as typeof values };",
    refusedBy: "16-time",
  },
  {
    name: "computes on another device instead of a missing one",
    replace: `for (const device of devices) {
    const report: Report = { device,`,
    by: `for (const asked of devices) {
    const device = await useDevice(asked).then(() => asked, () => "cpu" as const);
    const report: Report = { device: asked,`,
    refusedBy: "16-every",
    causes: ["has numbers and no reason"],
  },
  {
    name: "reports the numbers of another device in addition to the reason",
    replace: SKIP,
    by: SKIP.replace("continue", "report.milliseconds = reports[0].milliseconds;\n      continue"),
    refusedBy: "16-every",
    causes: ["says why the device is missing, but has numbers"],
  },
  {
    name: "gives no reason for a missing device",
    replace: SKIP,
    by: "continue;",
    refusedBy: "16-every",
    causes: ["keep the message of useDevice's error"],
  },
  {
    name: "gives a reason of its own for a missing device",
    replace: SKIP,
    by: "report.reason = `There is no ${device}.`;\n      continue;",
    refusedBy: "16-every",
    causes: ["keep the message of useDevice's error"],
  },
  {
    name: "leaves a missing device out of the reports",
    replace: SKIP,
    by: "reports.pop();\n      continue;",
    refusedBy: "16-every",
  },
  {
    name: "stops at the first device that is missing",
    replace: SKIP,
    by: "throw error;",
    refusedBy: "16-every",
  },
  {
    name: "starts all devices at once",
    replace: LOOP,
    by: LOOP.replace("for (const device of devices) {", "await Promise.all(devices.map(async (device) => {")
      .replace("reports.push(report);", "")
      .replace("continue;", "reports.push(report);\n      return;")
      .replace(/\}$/, "  reports.push(report);\n  }));"),
    refusedBy: "16-every",
    causes: OTHER_ORDER,
  },
  {
    name: "sorts the reports by the names of the devices",
    replace: "return reports;",
    by: "return reports.sort((a, b) => a.device < b.device ? -1 : 1);",
    refusedBy: "16-every",
    causes: OTHER_ORDER,
  },
  {
    name: "leaves the model where it is",
    replace: "await model.to(device);",
    by: "",
    refusedBy: "16-every",
    causes: ["The model's weights are on"],
  },
  {
    name: "leaves the input where it is",
    replace: "model.forward(x)",
    by: "model.forward(input)",
    refusedBy: "16-every",
    causes: ["The input is on"],
  },
  {
    name: "measures only the first input",
    replace: "for (const input of inputs) {",
    by: "for (const input of inputs.slice(0, 1)) {",
    refusedBy: "16-every",
  },
  {
    name: "measures each input once, without an uncounted first run",
    replace: `const { milliseconds, values } = ${MEASURE}`,
    by: `const start = performance.now();
      const product = model.forward(x);
      const values = await product.data();
      const milliseconds = performance.now() - start;
      product.dispose();`,
    refusedBy: "16-every",
    causes: ["the time of the first product"],
  },
  {
    name: "does not keep the name of the graphics card",
    replace: ADAPTER,
    by: "await useDevice(device);",
    refusedBy: "16-gpu",
    causes: ["keep the adapter that useDevice returns"],
  },
  {
    name: "notes the device instead of the graphics card's name",
    replace: ADAPTER,
    by: "report.adapter = (await useDevice(device)).backend;",
    refusedBy: "16-every",
    causes: ["keep the adapter that useDevice returns"],
  },
  {
    name: "notes the times from the last to the first",
    replace: "report.milliseconds.push(",
    by: "report.milliseconds.unshift(",
    refusedBy: "16-every",
    causes: ["the times are in the wrong order"],
  },
  {
    name: "notes the outputs from the last to the first",
    replace: "report.outputs.push(values);",
    by: "report.outputs.unshift(values);",
    refusedBy: "16-same",
    causes: ["are in the wrong order"],
  },
  {
    name: "rounds the numbers of the outputs",
    replace: OUTPUT,
    by: "report.outputs.push(Array.from(values, (value) => Number(value.toFixed(3))));",
    refusedBy: "16-same",
    causes: ["the output is rounded"],
  },
  {
    name: "notes the input instead of the output",
    replace: OUTPUT,
    by: "report.outputs.push(await x.data());",
    refusedBy: "16-same",
  },
  {
    name: "notes the sum of each output instead of its numbers",
    replace: OUTPUT,
    by: "report.outputs.push([Array.from(values).reduce((a, b) => a + b)]);",
    refusedBy: "16-same",
  },
  {
    name: "notes one output for all inputs",
    replace: OUTPUT,
    by: "report.outputs[0] = values;",
    refusedBy: "16-same",
    causes: ["keep one output for each"],
  },
  {
    name: "stays on the last device",
    replace: "await model.to(home);",
    by: "",
    refusedBy: "16-home",
    causes: ["switch back"],
  },
  {
    name: "switches to wasm at the end, whichever device computed before",
    replace: "await model.to(home);",
    by: 'await model.to("wasm");',
    refusedBy: "16-home",
    causes: ["switch back"],
  },
  {
    name: "switches to cpu at the end, whichever device computed before",
    replace: "await model.to(home);",
    by: 'await model.to("cpu");',
    refusedBy: "16-home",
    causes: ["switch back"],
  },
  {
    name: "switches back to the first device, but does not move the model",
    replace: "await model.to(home);",
    by: "await useDevice(home);",
    refusedBy: "16-home",
    causes: ["the model is on"],
  },
  {
    name: "puts the moved inputs into the caller's list",
    replace: "x.dispose();",
    by: "inputs[inputs.indexOf(input)] = x;",
    refusedBy: "16-home",
    causes: ["puts other tensors into the list of inputs", "dispose of each moved input when its time is measured"],
  },
  {
    name: "disposes of the caller's inputs",
    replace: "x.dispose();",
    by: "x.dispose();\n      if (devices.indexOf(device) === devices.length - 1) input.dispose();",
    refusedBy: "16-home",
    causes: ["disposes of its inputs"],
  },
  {
    name: "sorts the caller's list of devices",
    replace: "await model.to(home);",
    by: "await model.to(home);\n  devices.sort().reverse();",
    refusedBy: "16-home",
  },
  {
    name: "does not free the result of each run",
    replace: "product.dispose();",
    by: "",
    refusedBy: "16-clean",
    causes: ["the result of each compute()"],
  },
  {
    name: "frees the result of compute(), but not its intermediate tensors",
    replace: RUN,
    by: "const product = compute();",
    refusedBy: "16-clean",
    causes: ["the intermediate tensors of compute(); call it in a tf.tidy"],
  },
  {
    name: "does not free the moved inputs",
    replace: "x.dispose();",
    by: "",
    refusedBy: "16-clean",
    causes: ["dispose of each moved input when its time is measured"],
  },
  {
    name: "says that all devices round alike",
    replace: 'agreement: "up to rounding",',
    by: 'agreement: "to the last bit",',
    refusedBy: "16-answer",
    causes: ['agreement is "to the last bit"'],
  },
  {
    name: "says that the outputs of the devices do not agree at all",
    replace: 'agreement: "up to rounding",',
    by: 'agreement: "not at all",',
    refusedBy: "16-answer",
    causes: ['agreement is "not at all"'],
  },
  {
    name: "says that the difference grows with the number of sums",
    replace: 'differenceGrowsWith: "how long each sum is" }',
    by: 'differenceGrowsWith: "how many sums there are" }',
    refusedBy: "16-answer",
    causes: ['differenceGrowsWith is "how many sums there are"'],
  },
]);
