import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const aliases: Record<string, string> = {
  '#src/': 'src/',
  '#db/': 'db/',
  '#domain/': 'src/domain/',
  '#platform/': 'src/platform/',
  '#test/': 'test/',
}

interface Import {
  from: string
  /** A path from the root for our own files, else the package's name. */
  to: string
  typeOnly: boolean
}

const imports = [...sources('src'), ...sources('db')].flatMap(importsOf)

describe('the house keeps its directions', () => {
  const rules: { says: string; broken: (i: Import) => boolean }[] = [
    { says: 'db imports nothing of src', broken: ({ from, to }) => from.startsWith('db/') && to.startsWith('src/') },
    {
      says: 'platform imports no domain, page, action or component',
      broken: ({ from, to }) =>
        from.startsWith('src/platform/') && /^src\/(domain|pages|actions|components|layouts|cli)\//.test(to),
    },
    {
      says: 'a domain imports no page, action, component or command line',
      broken: ({ from, to }) =>
        from.startsWith('src/domain/') && /^src\/(pages|actions|components|layouts|cli|client)\//.test(to),
    },
    {
      says: 'no domain and no part of the platform knows the gateway',
      broken: ({ from, to }) => /^src\/(domain|platform)\//.test(from) && to.startsWith('src/gateway/'),
    },
    {
      says: 'the gateway knows monitoring and no other domain, no page and no database',
      broken: ({ from, to, typeOnly }) =>
        from.startsWith('src/gateway/') &&
        !typeOnly &&
        /^(src\/(domain\/(?!monitoring\/)|pages|actions|components|layouts|client|cli|i18n)|db\/(?!seed\/reference-files)|postgres$|drizzle-orm$)/.test(
          to,
        ),
    },
    {
      says: 'a domain knows nothing of Astro',
      broken: ({ from, to }) => from.startsWith('src/domain/') && /^astro(:|$)/.test(to),
    },
    {
      says: 'pages, components, layouts, actions and the browser do not touch the database, types and vocabularies apart',
      broken: ({ from, to, typeOnly }) =>
        /^src\/(pages|components|layouts|actions|client)\//.test(from) &&
        !typeOnly &&
        (to === 'drizzle-orm' || to === 'postgres' || (to.startsWith('db/') && to !== 'db/vocabulary.ts')),
    },
    {
      says: 'input.ts and rules.ts do no I/O',
      broken: ({ from, to, typeOnly }) =>
        /^src\/domain\/[^/]+\/(input|rules)(\/|\.ts)/.test(from) &&
        !typeOnly &&
        (/^(node:(fs|net|http|child_process)|postgres|drizzle-orm|astro)/.test(to) ||
          /^db\/(schema\/|client)/.test(to) ||
          /\/(queries|commands)(\/|\.ts)/.test(to)),
    },
    {
      says: 'queries do not call commands',
      broken: ({ from, to }) => /^src\/domain\/[^/]+\/queries/.test(from) && /\/commands(\/|\.ts)/.test(to),
    },
    {
      says: 'the browser is sent no server code',
      broken: ({ from, to, typeOnly }) =>
        from.startsWith('src/client/') &&
        !typeOnly &&
        /^(node:|src\/(platform|actions)\/|.*\/(queries|commands)(\/|\.ts))/.test(to),
    },
    { says: 'nothing but tests imports tests', broken: ({ to }) => to.startsWith('test/') },
  ]
  for (const { says, broken } of rules) {
    it(says, () => expect(imports.filter(broken).map(({ from, to }) => `${from} -> ${to}`)).toEqual([]))
  }

  it('no ring of domains', () => {
    const domain = (path: string) => /^src\/domain\/([^/]+)\//.exec(path)?.[1]
    const edges = new Map<string, Set<string>>()
    for (const { from, to, typeOnly } of imports) {
      const [a, b] = [domain(from), domain(to)]
      if (a && b && a !== b && !typeOnly) edges.set(a, (edges.get(a) ?? new Set()).add(b))
    }
    expect(ringIn(edges)).toBeUndefined()
  })

  it('every import of our own leads to a file', () => {
    const all = new Set([...sources('src'), ...sources('db')])
    const missing = imports.filter(({ to }) => /^(src|db)\/.*\.(ts|astro)$/.test(to) && !all.has(to))
    expect(missing).toEqual([])
  })
})

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => /\.(ts|astro|mjs)$/.test(file))
}

function importsOf(from: string): Import[] {
  const text = readFileSync(join(root, from), 'utf8')
  const found = text.matchAll(
    /^\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm,
  )
  return [...found].map(([line, type, named, dynamic]) => ({
    from,
    to: resolve(from, named ?? dynamic ?? ''),
    typeOnly: Boolean(type) || isTypeof(text, line),
  }))
}

/** `typeof import('...')` and `import('...').Name` in a type position carry no code. */
function isTypeof(text: string, line: string): boolean {
  return line.startsWith('import(') && (text.includes(`typeof ${line}`) || text.includes(`: ${line}`))
}

function resolve(from: string, name: string): string {
  const alias = Object.keys(aliases).find((key) => name.startsWith(key))
  if (alias) return aliases[alias] + name.slice(alias.length)
  if (name.startsWith('.')) return relative(root, normalize(join(root, dirname(from), name)))
  return /^(drizzle-orm|postgres)\//.test(name) ? (name.split('/')[0] as string) : name
}

function ringIn(edges: Map<string, Set<string>>): string[] | undefined {
  const visit = (node: string, path: string[]): string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node]
    for (const next of edges.get(node) ?? []) {
      const ring = visit(next, [...path, node])
      if (ring) return ring
    }
    return undefined
  }
  for (const node of edges.keys()) {
    const ring = visit(node, [])
    if (ring) return ring
  }
  return undefined
}
