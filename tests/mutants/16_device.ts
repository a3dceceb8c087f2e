/**
 * Wrong answers to lesson 16.
 * @module
 */
import { mutants } from "downhill/testing";

const MAKE = "return tf.tensor(values, x.shape, x.dtype);";
const SKIP = `report.reason = (error as Error).message;
      continue;`;

export default mutants("16_device", [
  { name: "forgets the shape", replace: MAKE, by: "return tf.tensor(values);", refusedBy: "16-move" },
  {
    name: "forgets the type",
    replace: MAKE,
    by: "return tf.tensor(Array.from(values), x.shape);",
    refusedBy: "16-move",
  },
  {
    name: "changes the device and trusts TF.js with the rest",
    replace: `const values = await x.data();
  await useDevice(device);
  ${MAKE}`,
    by: "await useDevice(device);\n  return x.clone();",
    refusedBy: "16-move",
  },
  { name: "returns the tensor that came in", replace: MAKE, by: "return x;", refusedBy: "16-move" },
  { name: "frees the tensor that came in", replace: MAKE, by: `x.dispose();\n  ${MAKE}`, refusedBy: "16-move" },
  { name: "changes no device", replace: "await useDevice(device);", by: "", refusedBy: "16-move" },
  {
    name: "does not wait for the device",
    replace: "await useDevice(device);",
    by: "useDevice(device);",
    refusedBy: "16-move",
  },
  {
    name: "stops the clock when the order is given",
    replace: `const values = await product.data();
    const milliseconds = clock() - start;`,
    by: `const milliseconds = clock() - start;
    const values = await product.data();`,
    refusedBy: "16-time",
  },
  {
    name: "starts the clock too late",
    replace: `const start = clock();
    const product = compute();`,
    by: `const product = compute();
    const start = clock();`,
    refusedBy: "16-time",
  },
  {
    name: "does not warm up",
    replace: "let best = { ...await run(), milliseconds: Infinity };",
    by: "let best: Timing = { values: [], milliseconds: Infinity };",
    refusedBy: "16-time",
  },
  {
    name: "counts the first one",
    replace: "let best = { ...await run(), milliseconds: Infinity };",
    by: "let best = await run();\n  repeats--;",
    refusedBy: "16-time",
  },
  {
    name: "returns the longest",
    replace: "timing.milliseconds < best.milliseconds",
    by: "best.milliseconds === Infinity || timing.milliseconds > best.milliseconds",
    refusedBy: "16-time",
  },
  {
    name: "returns the last",
    replace: "if (timing.milliseconds < best.milliseconds) best = timing;",
    by: "best = timing;",
    refusedBy: "16-time",
  },
  {
    name: "returns the average",
    replace: "if (timing.milliseconds < best.milliseconds) best = timing;",
    by: `const sum = i === 0 ? 0 : best.milliseconds;
    best = { ...timing, milliseconds: sum + timing.milliseconds / repeats };`,
    refusedBy: "16-time",
  },
  {
    name: "uses a clock of its own",
    replace: "const start = clock();",
    by: "clock = () => performance.now();\n    const start = clock();",
    refusedBy: "16-time",
  },
  {
    name: "lets another device compute where one is missing",
    replace: `for (const device of devices) {
    const report: Report = { device,`,
    by: `for (const asked of devices) {
    const device = await useDevice(asked).then(() => asked, () => "cpu" as const);
    const report: Report = { device: asked,`,
    refusedBy: "16-every",
  },
  {
    name: "reports numbers of another device beside the reason",
    replace: SKIP,
    by: SKIP.replace("continue", "report.milliseconds = reports[0].milliseconds;\n      continue"),
    refusedBy: "16-every",
  },
  { name: "gives no reason", replace: SKIP, by: 'report.reason = "";\n      continue;', refusedBy: "16-every" },
  {
    name: "gives a reason of its own",
    replace: SKIP,
    by: 'report.reason = "not available";\n      continue;',
    refusedBy: "16-every",
  },
  {
    name: "says nothing of a missing device",
    replace: SKIP,
    by: "reports.pop();\n      continue;",
    refusedBy: "16-every",
  },
  { name: "stops at the first that is missing", replace: SKIP, by: "throw error;", refusedBy: "16-every" },
  {
    name: "leaves the model where it is",
    replace: "await model.to(device);",
    by: "",
    refusedBy: "16-every",
  },
  {
    name: "leaves the input where it is",
    replace: "model.forward(x)",
    by: "model.forward(input)",
    refusedBy: "16-every",
  },
  {
    name: "forgets the graphics card's name",
    replace: "report.adapter = (await useDevice(device)).adapter;",
    by: "await useDevice(device);",
    refusedBy: "16-gpu",
  },
  {
    name: "notes the times from the last to the first",
    replace: "report.milliseconds.push(",
    by: "report.milliseconds.unshift(",
    refusedBy: "16-every",
  },
  {
    name: "rounds the numbers",
    replace: "report.outputs.push(values);",
    by: "report.outputs.push(Array.from(values, (value) => Number(value.toFixed(3))));",
    refusedBy: "16-same",
  },
  {
    name: "notes the input in place of the output",
    replace: "report.outputs.push(values);",
    by: "report.outputs.push(await x.data());",
    refusedBy: "16-same",
  },
  {
    name: "notes one output only",
    replace: "report.outputs.push(values);",
    by: "report.outputs[0] = values;",
    refusedBy: "16-same",
  },
  { name: "stays on the last device", replace: "await model.to(home);", by: "", refusedBy: "16-home" },
  {
    name: "goes home without the model",
    replace: "await model.to(home);",
    by: "await useDevice(home);",
    refusedBy: "16-home",
  },
  {
    name: "frees the caller's inputs",
    replace: "x.dispose();",
    by: "x.dispose();\n      if (devices.indexOf(device) === devices.length - 1) input.dispose();",
    refusedBy: "16-home",
  },
  { name: "keeps the products", replace: "product.dispose();", by: "", refusedBy: "16-clean" },
  { name: "keeps the moved inputs", replace: "x.dispose();", by: "", refusedBy: "16-clean" },
  {
    name: "believes that all devices round alike",
    replace: 'agreement: "up to rounding",',
    by: 'agreement: "to the last bit",',
    refusedBy: "16-answer",
  },
  {
    name: "believes that the number of sums matters",
    replace: 'differenceGrowsWith: "how long each sum is" }',
    by: 'differenceGrowsWith: "how many sums there are" }',
    refusedBy: "16-answer",
  },
]);
