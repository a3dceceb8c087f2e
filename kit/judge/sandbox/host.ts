/**
 * The only program that runs lessons. It may read the file of one lesson and the lesson's data set, and has no other
 * permission. It does not judge: it answers requests on standard input with frames on standard output. The other end is
 * in sandbox.ts.
 * @module
 */
// This loads what a lesson may import, because the lesson itself may not read those files.
import * as downhill from "../../../mod.ts";
import { course } from "../../../syllabus.ts";
import { giveData } from "../../learn/data/given_data.ts";
import { noteRefusedShapes } from "../../learn/device/shapes_told.ts";
import { tellDevices } from "../../learn/measure/measured_devices.ts";
import { reportProgressTo } from "../../learn/training/show_progress.ts";
import type { Device } from "../../base/devices.ts";
import { answerRequest } from "./answer_request.ts";
import { failureOf } from "./failure_of.ts";
import { gpuFailure } from "./gpu_failure.ts";
import { harden } from "./harden.ts";
import { allowOnly } from "./imports.ts";
import { prepareClock } from "./instruments.ts";
import { LessonModule } from "./lesson_module.ts";
import { readLines } from "./lines.ts";
import type { Failure, Greeting, Request } from "./messages.ts";
import { practiseWhenIdle } from "./practise_when_idle.ts";
import { PROMISE_IN_TIDY, promisesInTidy } from "./promises_in_tidy.ts";
import { replier } from "./replies.ts";
import { StrayErrors } from "./stray_errors.ts";
import { TrainingReports } from "./training_reports.ts";
import type { TensorReader } from "./values.ts";

/** V8 usually keeps 10 lines of a stack. TF.js and the kit can fill more, and the lesson's own lines would be lost. */
const STACK_LINES = 100;

// Prepare to receive requests and send answers. When standard input ends, nobody reads the answers any more, so the
// process must end, even if the lesson still waits for something.
const { exit } = Deno;
const requests = readLines(Deno.stdin.read.bind(Deno.stdin), () => exit(0));
const greeting: Greeting = JSON.parse((await requests.next()).value!);
const reply = replier(greeting.mark);
greeting.mark = ""; // a lesson can take a snapshot of the heap, which shows every string in use

// Prepare the lesson. None of its lines runs before the first request.
const lesson = new LessonModule(greeting.lesson);
const { packages } = greeting;
// Load its packages now, while nobody waits: after a save, this would take a tenth of a second. It must also happen
// before imports are restricted, because Deno would need a permission after that. If it fails, the lesson's own import
// reports that.
for (const name of packages) await course.packages[name]?.().catch(() => {});

// Keep long stacks, and report errors that nobody catches.
Error.stackTraceLimit = STACK_LINES;
const strayErrors = new StrayErrors(() => lesson.hasBegun);
const promises = promisesInTidy(console.log);

// Give the lesson its data and its device.
giveData(greeting.data);
tellDevices(greeting.measured);
const device = await startTensorFlow();

// Prepare the lesson's output, which keeps its order. Standard error is reserved for Deno's own last message.
console.warn = console.log;
console.error = promises.note;
const training = new TrainingReports(reply);
reportProgressTo((look, trained) => training.send(look, trained));

// Lock everything, in this order.
allowOnly(packages, (url) => lesson.isLesson(url)); // after TF.js is loaded, because our hook slows that down
prepareClock();
const readTensor = await lockDevice();
harden(Object.values(downhill));
reply({ id: "ready", kind: "ready", device });

// Answer the requests, one at a time.
const endPractice = practiseWhenIdle(practise);
for await (const line of requests) {
  await endPractice();
  const request: Request = JSON.parse(line);
  training.begin(request.id);
  const answered = await answer(request);
  const failure = device?.backend === "webgpu" ? await gpuFailure() : undefined;
  reply({ id: request.id, ...failure ? { kind: "failure", failure } : answered });
}

/** Starts TF.js's device. Null if the lesson needs none, or if it did not start: in that case, a reply says why. */
async function startTensorFlow(): Promise<Device | null> {
  if (greeting.device === null) return null;
  try {
    await noteRefusedShapes();
    const { startDevice } = await import("../../learn/device/start.ts");
    return await startDevice(greeting.device);
  } catch (error) {
    const failure = failureOf(error, { lesson, request: null, promise: promises.take() });
    reply({ id: "ready", kind: "failure", failure: { ...failure, reason: "device" } });
    return null;
  }
}

/** Locks TF.js's state, if the lesson needs TF.js. Returns a function that can read tensors after that. */
async function lockDevice(): Promise<TensorReader | undefined> {
  if (device === null) return undefined;
  const { lockEngine } = await import("../../learn/device/lock_engine.ts");
  return lockEngine() as TensorReader;
}

/**
 * Compiles the code of a training run while the learner writes. It leaves no tensor behind, because a check could count
 * it.
 */
async function practise(isAsked: () => boolean): Promise<void> {
  if (device === null || device.backend === "webgpu") return;
  const { warmUp } = await import("../../learn/training/warm_up.ts");
  await warmUp(isAsked);
}

/** A value as text, or the failure that prevented it. */
async function answer(
  request: Request,
): Promise<{ kind: "value"; value: string } | { kind: "failure"; failure: Failure }> {
  try {
    const value = await strayErrors.orAnswer(answerRequest(request, lesson, readTensor));
    if (promises.take()) console.log(PROMISE_IN_TIDY);
    return { kind: "value", value };
  } catch (error) {
    return { kind: "failure", failure: failureOf(error, { lesson, request, promise: promises.take() }) };
  }
}
