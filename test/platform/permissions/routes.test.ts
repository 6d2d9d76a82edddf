import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { matrix } from '#platform/permissions/matrix.ts'
import { actions, methodsOf, permissionOfRoute, routes } from '#platform/permissions/routes.ts'
import { server } from '#src/actions/index.ts'

const pages = fileURLToPath(new URL('../../../src/pages', import.meta.url))

/** The route patterns that Astro makes of the files below src/pages. */
function routePatterns(): string[] {
  return readdirSync(pages, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(astro|ts|js|md)$/.test(file) && !/(^|\/)_/.test(file) && !/^(404|500)\./.test(file))
    .map((file) => `/${file.replace(/\.[a-z]+$/, '').replace(/(^|\/)index$/, '')}`.replace(/(.)\/$/, '$1'))
}

function actionNames(tree: object, path: string[] = []): string[] {
  return Object.entries(tree).flatMap(([name, branch]) =>
    'isAction' in branch ? [[...path, name].join('.')] : actionNames(branch, [...path, name]),
  )
}

describe('every door has its line in permissions/routes.ts', () => {
  it('every page and API route names the permission that opens it', () => {
    const patterns = routePatterns()
    expect(patterns.length).toBeGreaterThan(5)
    expect(patterns.filter((pattern) => methodsOf(pattern).length === 0)).toEqual([])
  })

  it('no line is left over from a page that is gone', () => {
    expect(Object.keys(routes).filter((pattern) => !routePatterns().includes(pattern))).toEqual([])
  })

  it('every action names its permission, and no line is left over', () => {
    expect(actionNames(server).sort()).toEqual(Object.keys(actions).sort())
  })

  it('the English twin of a page opens to the same people', () => {
    for (const pattern of routePatterns())
      expect(permissionOfRoute(`/en${pattern === '/' ? '' : pattern}`, 'GET')).toBe(permissionOfRoute(pattern, 'GET'))
  })

  it('a permission of the matrix opens a route, an action, or is asked by a command', () => {
    for (const permission of Object.values({ ...routes, ...actions }).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : Object.values(entry),
    ))
      expect(Object.keys(matrix)).toContain(permission)
  })

  it('an address or method that has no line is refused', () => {
    expect(permissionOfRoute('/office/secret-page', 'GET')).toBeUndefined()
    expect(permissionOfRoute('/english', 'GET')).toBeUndefined()
  })
})
