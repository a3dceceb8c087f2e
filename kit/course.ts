/**
 * For scripts that look at the course as a whole, or run lessons.
 * @module
 */
export { type LessonEntry, syllabus as lessons } from "./syllabus.ts";
export { printableName } from "./printable.ts";
export { run, type RunOptions } from "./run/run.ts";
export type { MeasuredDevice, StepName } from "./device/device_table.ts";
export type { DeviceName } from "./device/start.ts";
export type { Limits } from "./sandbox/process.ts";
export type { Walls } from "./sandbox/walls/start_program.ts";
export type { Device, Location } from "./sandbox/messages.ts";
export type {
  CheckpointRecord,
  CheckRecord,
  DataGiven,
  PictureRecord,
  ProgressRecord,
  RunRecord,
  ScoreRecord,
  StartRecord,
  Status,
} from "./run/record.ts";
export type { Checkpoint, Moment, TrainingStep } from "./training/training.ts";
export { UsageError } from "./usage_error.ts";
