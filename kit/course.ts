/**
 * Functions for scripts that read the whole course or run its lessons.
 * @module
 */
export type { ChoiceKnob, Knob, LessonEntry, NumberKnob } from "./base/syllabus.ts";
export type { GradingRules, LateRules, LessonRules, StudentLessonRules, StudentRules } from "./base/grading_rules.ts";
export type { DataSize } from "./base/data_set.ts";
export { syllabus as lessons } from "../syllabus.ts";
export { printableName } from "./base/printable.ts";
export { run, type RunOptions } from "./judge/run/run.ts";
export type { JobOptions } from "./judge/run/job.ts";
export type { MeasuredDevice } from "./learn/measure/device_table.ts";
export type { StepName } from "./base/devices.ts";
export type { DeviceName } from "./base/devices.ts";
export type { Limits } from "./judge/sandbox/process.ts";
export type { Walls } from "./judge/sandbox/walls/start_program.ts";
export type { Diagnosis } from "./judge/diagnosis/symptoms.ts";
export type { Location } from "./judge/sandbox/messages.ts";
export type { Device } from "./base/devices.ts";
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
} from "./judge/run/record.ts";
export type { Checkpoint, Moment, StepCount, TrainingStep } from "./learn/training/training.ts";
export { UsageError } from "./base/usage_error.ts";
