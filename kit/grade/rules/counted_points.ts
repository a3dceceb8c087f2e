/**
 * Turns the points of a lesson's checks into the points that count.
 * @module
 */
import type { GradingRules, LateRules } from "../../base/grading_rules.ts";
import { instantOf } from "./instant.ts";

const [MINUTE, DAY] = [60e3, 86_400e3];

/** More days than any course has, but few enough for a date. */
const MOST_DAYS = 1e6;

/** What the rules of a course mean for a student in a lesson. */
export interface Rule {
  /** When it must be handed in, in milliseconds since 1970; null for never. */
  due: number | null;
  /** How many points it is worth; null for the points of its checks. */
  worth: number | null;
  /** Whether the student got more time than the others. */
  isExtended: boolean;
  /** For whom it does not count; null if it counts. */
  dropped: "everybody" | "student" | null;
  /** What late submissions lose; null for nothing. */
  late: LateRules | null;
  /** The zone of times that name none. */
  timeZone: string;
}

/** What is known about a submission of a lesson. */
export interface Reached {
  /** The points that the checks gave. */
  points: number;
  /** The points of all checks. */
  maxPoints: number;
  /** When it was handed in, in ISO 8601, or null. */
  submittedAt: string | null;
  /** Whether the platform marks it as late, or null. */
  isLate: boolean | null;
}

/** How rules changed the points of a lesson. */
export interface AppliedRule {
  /** The points that the checks gave. */
  points: number;
  /** The points of all checks. */
  maxPoints: number;
  /** When the lesson had to be handed in, in ISO 8601, or null. */
  dueAt: string | null;
  /** On how many begun days it was late; 0 if it was on time. */
  daysLate: number;
  /** The share of the reached points that was lost because it was late, from 0 to 1. */
  penalty: number;
  /** Why the lesson does not count: for everybody, for this student, or because it is one of the student's lowest. */
  dropped: "everybody" | "student" | "lowest" | null;
}

/** The points of a lesson that count, and how they came about. */
export interface Counted {
  /** The points reached. */
  points: number;
  /** The points that can be reached. */
  maxPoints: number;
  /** How the rules changed them. */
  rule: AppliedRule;
}

/** What the rules mean for a student in a lesson. */
export function ruleFor(rules: GradingRules, student: string, lesson: string): Rule {
  const { timeZone = "UTC", lessons = {}, late = null, students = {} } = rules;
  const general = lessons[lesson] ?? {};
  const { extraDays = 0, lessons: exceptions = {} } = Object.hasOwn(students, student) ? students[student] : {};
  const own = exceptions[lesson] ?? {};
  const usual = general.due === undefined ? null : daysAfter(Date.parse(general.due), extraDays, timeZone);
  return {
    due: own.due === undefined ? usual : Date.parse(own.due),
    isExtended: own.due !== undefined || extraDays > 0,
    worth: general.worth ?? null,
    dropped: general.dropped ? "everybody" : own.dropped ? "student" : null,
    late,
    timeZone,
  };
}

/** The points of a submission that count. Points have at most two decimals. */
export function countedPoints(reached: Reached, rule: Rule): Counted {
  const { points, maxPoints } = reached;
  const { daysLate, penalty } = latenessOf(reached, rule);
  const scale = rule.worth === null || maxPoints === 0 ? 1 : rule.worth / maxPoints;
  return {
    points: rounded(points * scale * (1 - penalty)),
    maxPoints: rounded(maxPoints * scale),
    rule: {
      ...{ points, maxPoints, daysLate, penalty },
      dueAt: rule.due === null ? null : new Date(rule.due).toISOString(),
      dropped: rule.dropped,
    },
  };
}

/**
 * Marks the lessons that do not count because the student has the smallest share of their points. Of equal shares, the
 * lesson that is worth more goes first, because this is better for the student. At least one lesson always counts.
 */
export function dropLowest<Lesson extends { points: number; maxPoints: number; rule: AppliedRule | null }>(
  lessons: readonly Lesson[],
  count: number,
): Lesson[] {
  const counting = lessons.filter(({ maxPoints, rule }) => maxPoints > 0 && !rule?.dropped);
  const lowest = counting.toSorted((a, b) =>
    a.points / a.maxPoints - b.points / b.maxPoints || b.maxPoints - a.maxPoints
  )
    .slice(0, Math.min(count, counting.length - 1));
  return lessons.map((lesson) =>
    lowest.includes(lesson) ? { ...lesson, rule: { ...lesson.rule!, dropped: "lowest" as const } } : lesson
  );
}

/** The sums of the lessons that count. */
export function sumOf(
  lessons: readonly { points: number; maxPoints: number; rule: AppliedRule | null }[],
): { points: number; maxPoints: number } {
  const counting = lessons.filter(({ rule }) => !rule?.dropped);
  return {
    points: rounded(counting.reduce((sum, { points }) => sum + points, 0)),
    maxPoints: rounded(counting.reduce((sum, { maxPoints }) => sum + maxPoints, 0)),
  };
}

/** A number of points with at most two decimals. */
export function rounded(points: number): number {
  return Math.round(points * 100 + 1e-6) / 100; // without the small number, 1.005 would become 1 and not 1.01
}

/** The points of a lesson that is worth `maxPoints`, before it lost any for being late. */
export function beforePenalty({ points, maxPoints: ofChecks }: AppliedRule, maxPoints: number): number {
  return ofChecks === 0 ? 0 : rounded(points * maxPoints / ofChecks);
}

/** Whether a submission was late, after the rules; without a due date, the platform says so. Null if nobody knows. */
export function wasLate(
  { rule, isLate, submittedAt }: Pick<Reached, "isLate" | "submittedAt"> & { rule: AppliedRule | null },
): boolean | null {
  if (!rule || submittedAt === null && isLate === null) return isLate;
  return rule.dueAt === null ? isLate : rule.daysLate > 0;
}

/**
 * How late a submission is. If its time or the due date is unknown, the mark of the platform decides, and means one day;
 * but the platform does not know who got more time. Without a mark, it is on time.
 */
function latenessOf(
  { submittedAt, isLate }: Reached,
  { due, isExtended, late, timeZone }: Rule,
): Pick<AppliedRule, "daysLate" | "penalty"> {
  const { perDay = 0, most = 1, graceMinutes = 0, closedAfterDays = Infinity } = late ?? {};
  const submitted = submittedAt === null ? null : instantOf(submittedAt, timeZone);
  const marked = isLate && !isExtended ? DAY : 0;
  const after = submitted === null || due === null ? marked : submitted - due;
  if (after <= graceMinutes * MINUTE) return { daysLate: 0, penalty: 0 };
  // a day ends at the same time of the day, also if the clocks change in between
  const begin = due ?? 0;
  const isOver = (days: number) => begin + after > daysAfter(begin, days, due === null ? "UTC" : timeZone);
  const about = Math.ceil(after / DAY);
  const daysLate = isOver(about) ? about + 1 : isOver(about - 1) ? about : about - 1;
  const share = closedAfterDays < Infinity && isOver(closedAfterDays) ? 1 : Math.min(daysLate * perDay, most);
  return { daysLate, penalty: Math.round(share * 1e6) / 1e6 };
}

/** The time so many days later: at the same time of the day, also if the clocks have changed. */
function daysAfter(instant: number, days: number, timeZone: string): number {
  const limited = Math.min(days, MOST_DAYS);
  const whole = Math.floor(limited);
  const begin = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  return begin.add({ days: whole }).epochMilliseconds + (limited - whole) * DAY;
}
