/**
 * The messages between a judge and a lesson's process. Requests are trusted; every reply must pass {@linkcode
 * parseReply}.
 * @module
 */
import type { Device, DeviceName } from "../../base/devices.ts";
import type { DataSource } from "../../base/data_set.ts";
import type { MeasuredDevice } from "../../learn/measure/device_table.ts";
import { printable, printableLine, printableName } from "../../base/printable.ts";
import type { Checkpoint, StepCount, TrainingStep } from "../../learn/training/training.ts";
import type { Drawing } from "./picture.ts";
import { decode, MAX_LENGTH } from "./values.ts";

/** The first message to a new host. */
export interface Greeting {
  /** The mark of this process's frames, in hexadecimal. */
  mark: string;
  /** The URL of the lesson. */
  lesson: string;
  /** The device to start TF.js on, or null for a lesson that needs no TF.js. */
  device: DeviceName | null;
  /** The packages that the lesson may import, besides "downhill" and TF.js. */
  packages: readonly string[];
  /** The data that the lesson may read, or null if it needs none. */
  data: DataSource | null;
  /** The speeds of this machine's devices; empty for a lesson that does not compare them. */
  measured: readonly MeasuredDevice[];
}

/** A request. Its `id` is drawn at random, so that a lesson cannot write the answer in advance. */
export type Request =
  | { id: string; kind: "load"; lesson: string }
  | { id: string; kind: "evaluate"; probe: string; args: string }
  | { id: string; kind: "picture" } & Drawing;

/** A line of the learner's file. */
export interface Location {
  /** The number of the line, counted from 1. */
  line: number;
  /** The number of the column, counted from 1. */
  column: number;
  /** The text of the line, without its indentation. */
  source: string;
}

/** The host's description of what went wrong. */
export interface Failure {
  /**
   * The kind of failure: an unfinished stub, a missing export, a lack of memory, or an error that happened during
   * loading, at the start of the device, later on the GPU, in the probe itself, or in a call.
   */
  reason: "todo" | "missing" | "load" | "device" | "gpu" | "probe" | "call" | "memory";
  /** The message, which may have several lines. */
  message: string;
  /** The line of the learner's file, if one was involved. */
  location: Location | null;
}

/** A reply. Replies with progress may come first; a reply of the kind "value" or "failure" ends the request. */
export type Reply =
  | { id: string; kind: "ready"; device: Device | null }
  | { id: string; kind: "progress" } & TrainingStep
  | { id: string; kind: "checkpoint" } & Checkpoint
  | { id: string; kind: "value"; value: unknown }
  | { id: string; kind: "failure"; failure: Failure };

/** The strings that the host writes for losses that JSON cannot express. */
const NOT_FINITE = ["NaN", "Infinity", "-Infinity"];

const REASONS = ["todo", "missing", "load", "device", "gpu", "probe", "call", "memory"];

/**
 * Reads a reply strictly, because an attacker may have written it.
 * @throws {SyntaxError} If it is not the text of a reply.
 */
export function parseReply(text: string): Reply {
  const json = JSON.parse(text);
  if (typeof json?.id !== "string") throw new SyntaxError("The reply has no id.");
  const { id } = json;
  if (json.kind === "value" && typeof json.value === "string") return { id, kind: "value", value: decode(json.value) };
  if (json.kind === "ready") return { id, kind: "ready", device: parseDevice(json.device) };
  if (json.kind === "failure") return { id, kind: "failure", failure: parseFailure(json.failure) };
  if (json.kind === "progress") return { id, kind: "progress", ...parseStep(json) };
  if (json.kind === "checkpoint") return { id, kind: "checkpoint", ...parseCheckpoint(json) };
  throw new SyntaxError("The kind of the reply is unknown.");
}

function parseCount({ step, steps }: Record<string, unknown>): StepCount {
  const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && value as number >= 0;
  if (!isCount(step) || !isCount(steps) || steps < 1 || step > steps) {
    throw new SyntaxError("The progress is not a step and a number of steps.");
  }
  return { step, steps };
}

function parseCheckpoint({ tensors, ...count }: Record<string, unknown>): Checkpoint {
  if (typeof tensors !== "string" || tensors.length > MAX_LENGTH) {
    throw new SyntaxError("The checkpoint is not a text, or is too long.");
  }
  return { ...parseCount(count), tensors };
}

function parseStep({ loss, ...count }: Record<string, unknown>): TrainingStep {
  const { step, steps } = parseCount(count);
  if (typeof loss === "number") return { step, steps, loss };
  if (!NOT_FINITE.includes(loss as string)) throw new SyntaxError("The loss is not a number.");
  return { step, steps, loss: Number(loss) };
}

function parseDevice(json: unknown): Device | null {
  if (json === null) return null;
  const { backend, adapter } = fields(json);
  if (typeof backend !== "string" || (typeof adapter !== "string" && adapter !== null)) {
    throw new SyntaxError("The device has no name.");
  }
  return { backend: printableName(backend, 40), adapter: adapter && printableName(adapter, 80) };
}

function parseFailure(json: unknown): Failure {
  const { reason, message, location } = fields(json);
  if (typeof message !== "string" || !REASONS.includes(reason as string)) {
    throw new SyntaxError("The failure has no reason.");
  }
  return {
    reason: reason as Failure["reason"],
    message: printable(message, 2000),
    location: location === null ? null : parseLocation(location),
  };
}

function parseLocation(json: unknown): Location {
  const { line, column, source } = fields(json);
  if (!Number.isInteger(line) || !Number.isInteger(column) || typeof source !== "string") {
    throw new SyntaxError("The location is not a line, a column and a text.");
  }
  return { line: line as number, column: column as number, source: printableLine(source, 200) };
}

function fields(json: unknown): Record<string, unknown> {
  if (typeof json !== "object" || json === null) throw new SyntaxError("A part of the reply is missing.");
  return json as Record<string, unknown>;
}
