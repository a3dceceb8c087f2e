/**
 * Runs one file of tests in its own process, and reports each test. It is bundled together with the tests.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { VARIABLES } from "../../../base/variables.ts";
import type { Backend } from "../../../base/devices.ts";
import { startDevice } from "../start.ts";

/** The program's options, as JSON in its only argument. */
export interface ProgramOptions {
  /** The file to run. */
  file: string;
  /** The device. */
  device: Backend;
  /** Whether to use our kernels, gradients and optimizers, or TF.js's own. */
  isOurs: boolean;
  /** The file for the events, one {@linkcode TestEvent} per line. The file still has the events if the process dies. */
  report: string;
}

/** An event. */
export type TestEvent =
  | { type: "start"; name: string }
  | { type: "test"; name: string; status: "passed" | "failed" | "skipped"; message: string }
  | { type: "end" };

/** The contents of the bundle. */
export interface Bundled {
  /** The package jasmine-core. */
  jasmineRequire: { core(own: unknown): Jasmine; interface(jasmine: Jasmine, environment: JasmineEnvironment): object };
  /** TF.js's own function that sets the devices for its tests. */
  setTestEnvs(environments: { name: string; backendName: string; isDataSync: boolean }[]): void;
  /** Functions that load a file, by its name. */
  files: Record<string, () => Promise<unknown>>;
}

/** The part of Jasmine that we use. */
interface Jasmine {
  DEFAULT_TIMEOUT_INTERVAL: number;
  getEnv(): JasmineEnvironment;
}

interface JasmineEnvironment {
  configure(options: object): void;
  addReporter(reporter: object): void;
  execute(): void;
}

/** The outcome of a test, or of a suite with an error outside of its tests. */
interface Outcome {
  fullName: string;
  status: string;
  failedExpectations: { message: string }[];
}

/** How long one test may wait, in milliseconds; TF.js has the same limit. */
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

/** The word that TF.js adds to the name of each suite. */
const NAME = "device";

/**
 * Turns off TF.js's checks for leaks, which its tests turn on. Lessons run without these checks, which change how TF.js
 * computes.
 */
function computeAsInLessons(): void {
  const flags = tf.env();
  const set = flags.set.bind(flags);
  flags.set = (name, value) => set(name, name === "IS_TEST" ? false : value);
}

/** Writes Jasmine's reports. */
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

/** The name without the device and its flags, which TF.js adds. So a test has the same name on all devices. */
function testName(fullName: string): string {
  return fullName.replace(` ${NAME} {}`, "");
}

function failureText(failures: Outcome["failedExpectations"]): string {
  return failures.map(({ message }) => message).join(" | ").slice(0, 600);
}
