/**
 * Grades classes of the small course.
 * @module
 */
import { gradeClass, type GradeOptions } from "../../grade/grade_class.ts";
import type { EndRecord, GradeRecord } from "../../grade/grade_record.ts";
import { course, syllabus } from "../course/syllabus.ts";
import { SMALL_COURSE, smallLesson } from "../small_course.ts";

/** The options that differ from the usual ones, and a listener. */
export type SmallOptions = Partial<GradeOptions> & { onRecord?: (record: GradeRecord) => void };

/** Grades lessons 03 and 04 of the small course, without pictures unless `pictures` is set. */
export async function gradeSmallClass(
  submissions: string,
  out: string,
  { onRecord, ...options }: SmallOptions = {},
): Promise<EndRecord> {
  return await gradeClass({
    submissions: [submissions],
    lessons: [smallLesson("03"), smallLesson("04")],
    course: { ...SMALL_COURSE, course, syllabus },
    out,
    jobs: 2,
    seed: 42,
    device: "auto",
    rules: null,
    isReleased: false,
    isAnonymous: false,
    requiredWalls: 1,
    isAgain: false,
    formats: [],
    pictures: false,
    ...options,
  }, onRecord);
}
