/**
 * Runs one file of tests in a process of its own, and reports on each test. It is bundled together with them.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { VARIABLES } from "../../../base/variables.ts";
import type { Backend } from "../../../base/devices.ts";
import { startDevice } from "../start.ts";

/** What the program is told, as JSON in its only argument. */
export interface ProgramOptions {
  /** Which file to run. */
  file: string;
  /** Where to compute. */
  device: Backend;
  /** Whether with our kernels, gradients and optimizers, or with TF.js's own. */
  isOurs: boolean;
  /** The file to write what happens to, a {@linkcode TestEvent} a line: what was written stays if the process dies. */
  report: string;
}

/** What happens. */
export type TestEvent =
  | { type: "start"; name: string }
  | { type: "test"; name: string; status: "passed" | "failed" | "skipped"; message: string }
  | { type: "end" };

/** What the bundle brings along. */
export interface Bundled {
  /** The package jasmine-core. */
  jasmineRequire: { core(own: unknown): Jasmine; interface(jasmine: Jasmine, environment: JasmineEnvironment): object };
  /** TF.js's own: for which devices it runs its tests. */
  setTestEnvs(environments: { name: string; backendName: string; isDataSync: boolean }[]): void;
  /** Loads a file, by its name. */
  files: Record<string, () => Promise<unknown>>;
}

/** What we use of Jasmine. */
interface Jasmine {
  DEFAULT_TIMEOUT_INTERVAL: number;
  getEnv(): JasmineEnvironment;
}

interface JasmineEnvironment {
  configure(options: object): void;
  addReporter(reporter: object): void;
  execute(): void;
}

/** A test, or a suite that something outside of its tests went wrong in. */
interface Outcome {
  fullName: string;
  status: string;
  failedExpectations: { message: string }[];
}

/** How long one test may wait, in milliseconds: TF.js allows as much. */
const TEST_MS = 20_000;

/** The program: `args` is a {@linkcode ProgramOptions}. */
export async function program(args: readonly string[], { jasmineRequire, setTestEnvs, files }: Bundled): Promise<void> {
  const { file, device, isOurs, report } = JSON.parse(args[0]) as ProgramOptions;
  if (isOurs) Deno.env.delete(VARIABLES.kernels);
  else Deno.env.set(VARIABLES.kernels, "off");
  const jasmine = jasmineRequire.core(jasmineRequire);
  const environment = jasmine.getEnv();
  Object.assign(globalThis, { jasmine }, jasmineRequire.interface(jasmine, environment));
  jasmine.DEFAULT_TIMEOUT_INTERVAL = TEST_MS;
  environment.configure({ random: false, failFast: false });
  environment.addReporter(reporter(report));

  await startDevice(device);
  computeAsInLessons();
  setTestEnvs([{ name: NAME, backendName: device, isDataSync: true }]);
  await files[file]();
  environment.execute();
}

/** What TF.js puts into the name of each suite. */
const NAME = "device";

/** TF.js's tests switch on its own checks for leaks, which no lesson has: then it would be asked to compute otherwise. */
function computeAsInLessons(): void {
  const flags = tf.env();
  const set = flags.set.bind(flags);
  flags.set = (name, value) => set(name, name === "IS_TEST" ? false : value);
}

/** Writes down what Jasmine tells. */
function reporter(path: string): object {
  const file = Deno.openSync(path, { write: true, append: true, create: true });
  const write = (event: TestEvent) => file.writeSync(new TextEncoder().encode(JSON.stringify(event) + "\n"));
  const writeFailures = ({ fullName, failedExpectations }: Partial<Outcome>) => {
    if (!failedExpectations?.length) return;
    const name = `${testName(fullName ?? "the file")} (outside of its tests)`;
    write({ type: "test", name, status: "failed", message: failureText(failedExpectations) });
  };
  return {
    specStarted: ({ fullName }: Outcome) => write({ type: "start", name: testName(fullName) }),
    specDone({ fullName, status, failedExpectations }: Outcome) {
      const known = status === "passed" || status === "failed" ? status : "skipped";
      write({ type: "test", name: testName(fullName), status: known, message: failureText(failedExpectations) });
    },
    suiteDone: writeFailures,
    jasmineDone(outcome: Partial<Outcome>) {
      writeFailures(outcome);
      write({ type: "end" });
      Deno.exit(0);
    },
  };
}

/** TF.js puts the device into the name, with its flags; a test has the same name on all devices. */
function testName(fullName: string): string {
  return fullName.replace(` ${NAME} {}`, "");
}

function failureText(failures: Outcome["failedExpectations"]): string {
  return failures.map(({ message }) => message).join(" | ").slice(0, 600);
}
