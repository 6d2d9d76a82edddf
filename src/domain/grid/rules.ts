import { distanceKm } from '#db/grid-place.ts'

export type CoursePoint = [longitudeDeg: number, latitudeDeg: number]
export type CourseProblem =
  | { kind: 'unreadable' | 'twice' | 'elsewhere'; line: number; given: string }
  | { kind: 'too_far'; line: number; given: string; km: number }
  | { kind: 'count'; count: number }

/** A reach is drawn with so many places, and no two neighbours are further apart. */
export const courseLimits = { least: 2, most: 200, stepKm: 40 }

const place = /^(\d{2,3}(?:\.\d{1,7})?)[ \t]*[,，\s][ \t]*(\d{1,2}(?:\.\d{1,7})?)$/

/**
 * The course of a reach as it is typed: a place a line, longitude first, in degrees of WGS 84. Empty lines are left out.
 * @param isInCity whether a place lies within the city
 * @returns the places, or the first thing that is wrong, with the line on which it stands
 */
export function readCourse(
  text: string,
  isInCity: (point: CoursePoint) => boolean,
): { course: CoursePoint[] } | { problem: CourseProblem } {
  const course: CoursePoint[] = []
  for (const [i, raw] of text.split('\n').entries()) {
    const given = raw.trim()
    if (given === '') continue
    const at = { line: i + 1, given: given.slice(0, 40) }
    const [, longitude, latitude] = place.exec(given) ?? []
    if (longitude === undefined || latitude === undefined) return { problem: { kind: 'unreadable', ...at } }
    const point: CoursePoint = [Number(longitude), Number(latitude)]
    if (!isInCity(point)) return { problem: { kind: 'elsewhere', ...at } }
    const before = course.at(-1)
    const km = before ? distanceKm(before, point) : undefined
    if (km === 0) return { problem: { kind: 'twice', ...at } }
    if (km !== undefined && km > courseLimits.stepKm) return { problem: { kind: 'too_far', ...at, km: Math.round(km) } }
    course.push(point)
  }
  if (course.length < courseLimits.least || course.length > courseLimits.most)
    return { problem: { kind: 'count', count: course.length } }
  return { course }
}
