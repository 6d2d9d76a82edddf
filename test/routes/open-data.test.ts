import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Ajv from 'ajv/dist/2020.js'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { demoCast } from '#db/seed/cast.ts'
import { openLists } from '#domain/open-data/queries/registry.ts'
import { useFolder } from '#test/support/folder.ts'

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(inject('siteUrl') + path, { redirect: 'manual', headers })

interface Operation {
  parameters: {
    name: string
    in: string
    required: boolean
    schema: { type?: string; enum?: string[]; items?: { enum?: string[] } }
  }[]
  responses: Record<string, { content?: Record<string, { schema?: object }>; $ref?: string }>
}
interface Document {
  openapi: string
  paths: Record<string, { get?: Operation }>
  components: {
    schemas: Record<string, object>
    responses: Record<string, { content: Record<string, { schema?: object }> }>
  }
}
let document: Document
const ajv = new Ajv({ strict: false, validateFormats: false })
beforeAll(async () => {
  document = (await (await get('/api/openapi.json')).json()) as Document
  ajv.addSchema({ ...document, $id: 'api' })
})

/** What an answer says otherwise than the document. */
async function misfit(path: string, response: Response): Promise<string | undefined> {
  const said = document.paths[path]?.get?.responses[String(response.status)]
  if (!said) return `${response.status} is not documented`
  const media = (response.headers.get('content-type') ?? '').split(';')[0] as string
  const where = said.$ref
    ? said.$ref.slice(2)
    : `paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/get/responses/${response.status}`
  const content = said.$ref
    ? document.components.responses[said.$ref.split('/').at(-1) as string]?.content
    : said.content
  if (!content || !(media in content)) return `${media} is not documented for ${response.status}`
  if (!content[media]?.schema) return undefined
  const validate = ajv.getSchema(`api#/${encodeURI(where)}/content/${media.replaceAll('/', '~1')}/schema`)
  if (!validate) return `no schema at ${where}`
  return validate(await response.json()) ? undefined : JSON.stringify(validate.errors?.slice(0, 3))
}

describe('the document of the API', () => {
  it('names every list with its files, and says 3.1', () => {
    expect(document.openapi).toBe('3.1.0')
    for (const { name, places } of openLists) {
      expect(document.paths).toHaveProperty([`/api/v1/${name}`])
      expect(`/api/v1/${name}.geojson` in document.paths).toBe(places !== undefined)
    }
  })

  it('every list answers as it says', { timeout: 60_000 }, async () => {
    for (const { name } of openLists) {
      const needed = name === 'readings' ? `?outlet=${demoCast.paperMill}/DW001&factor=w01018` : ''
      const response = await get(`/api/v1/${name}${needed}`)
      expect([200, ...(needed ? [404] : [])], name).toContain(response.status)
      expect(await misfit(`/api/v1/${name}`, response), name).toBeUndefined()
    }
  })

  const hostile = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        '',
        '%',
        "'",
        '"',
        '\\',
        '\u0000',
        '\ud800',
        '-1',
        '0',
        '1e9',
        '99',
        '99999999999',
        'null',
        '{}',
        '<script>',
        '𠮷',
        '430903',
        'yes',
        '112.6,28,112,29',
        '179,0,-179,1',
        '2026-13-45',
        '../..',
        '%00',
      ),
    },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.constantFrom(8_000, 1_000_000).map((n) => '纸'.repeat(n / 3)) },
  )
  it('whatever is asked, the answer is one of those documented and never a fault', { timeout: 180_000 }, async () => {
    const { next } = (await (await get('/api/v1/violations?limit=1')).json()) as { next: string }
    const foreign = new URL(next, 'http://x').searchParams.get('cursor') as string
    const paths = Object.keys(document.paths).filter((path) => document.paths[path]?.get)
    const request = fc.constantFrom(...paths).chain((path) => {
      const parameters = document.paths[path]?.get?.parameters ?? []
      const value = (parameter: Operation['parameters'][number]) => {
        const known = parameter.schema.enum ?? parameter.schema.items?.enum ?? ['1', '430903', 'paper', 'w01018', 'yes']
        const one = fc.oneof(
          { weight: 2, arbitrary: fc.constantFrom(...known.map(String)) },
          { weight: 2, arbitrary: hostile },
          { weight: 1, arbitrary: fc.constant(foreign) },
        )
        return fc.oneof(
          { weight: 8, arbitrary: one.map((text) => [text]) },
          { weight: 1, arbitrary: one.map((text) => Array(text.length > 100 ? 2 : 500).fill(text) as string[]) },
          { weight: 1, arbitrary: fc.constant(['1', '1']) },
        )
      }
      return fc
        .subarray(parameters, { minLength: 0, maxLength: Math.min(4, parameters.length) })
        .chain((chosen) => {
          const inPath = parameters.filter((parameter) => parameter.in === 'path' && !chosen.includes(parameter))
          return fc.tuple(
            ...[...inPath, ...chosen].map((parameter) => value(parameter).map((values) => ({ parameter, values }))),
          )
        })
        .map((given) => {
          let address = path
          const query = new URLSearchParams()
          for (const { parameter, values } of given) {
            if (parameter.in === 'path')
              address = address.replace(
                `{${parameter.name}}`,
                encodeURIComponent((values[0] ?? '').toWellFormed()) || '-',
              )
            else for (const each of values) query.append(parameter.name, each.toWellFormed())
          }
          return { path, address: query.size > 0 ? `${address}?${query}` : address }
        })
    })
    await fc.assert(
      fc.asyncProperty(request, async ({ path, address }) => {
        const response = await get(address)
        const where = `${response.status} ${address.slice(0, 200)}`
        // An address that the server itself turns away: too long, or no text.
        const ofServer = [431, 413].includes(response.status) || (response.status === 400 && /%00/.test(address))
        if (ofServer || /\/(-|\.|\.\.|%2E%2E?|)(\?|$)/i.test(address)) return void (await response.arrayBuffer())
        expect(response.status, where).toBeLessThan(500)
        if (response.status === 404 && response.headers.get('content-type')?.startsWith('text/html'))
          return void (await response.arrayBuffer())
        expect(await misfit(path, response), where).toBeUndefined()
      }),
      { numRuns: 250 },
    )
  })
})

describe('reading the API', () => {
  it('needs no key, may be done by scripts of other sites, and is told when nothing changed', async () => {
    const response = await get('/api/v1/sectors')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const again = await get('/api/v1/sectors', { 'if-none-match': response.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
    const asked = await fetch(`${inject('siteUrl')}/api/v1/sectors`, { method: 'OPTIONS' })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-headers')).toContain('if-none-match')
  })

  it.each([
    ['/api/v1/nothing', 404, 'There is no such list; there are: enterprises'],
    ['/api/v1/violations.pdf', 404, 'it is given as csv, json, xlsx'],
    ['/api/v1/violations.geojson', 404, 'is not given as geojson'],
    ['/api/v1/violations.csv?sektor=1', 400, 'There is no such parameter'],
    ['/api/v1/violations?region=999999', 400, '999999'],
    ['/api/v1/readings', 400, 'outlet'],
    ['/data/dumps/1999-01-01/violations.parquet', 404, 'no such table of that day'],
  ])('%s answers %i', async (path, status, words) => {
    const response = await get(path)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.text()).toContain(words)
  })

  it('page, API and files count the same', async () => {
    const query = 'region=430903&category=serious_exceedance'
    const { total } = (await (await get(`/api/v1/violations?${query}`)).json()) as { total: number }
    const csv = await (await get(`/api/v1/violations.csv?${query}&lang=zh`)).text()
    const lines = parse(csv, { bom: true }) as string[][]
    expect(lines[0]).toContain('罚款合计（CNY）')
    expect(lines.length - 2).toBe(total)
    expect(lines.at(-1)?.[0]).toMatch(new RegExp(`^#end rows=${total} sha256=`))
    expect(await (await get(`/board?${query}`)).text()).toContain(String(total))
    expect(parse(await (await get(`/api/v1/violations.csv?${query}&end=no`)).text(), { bom: true }).length - 1).toBe(
      total,
    )
  })
})

describe('the pages of open data', () => {
  it.each([
    ['/data', '开放数据', '全部'],
    ['/en/data', 'Open data', 'public lists'],
    ['/data/violations', '数据字典', 'sha256sum'],
    ['/en/data/emissions', 'Data dictionary', 'Exceedance multiple'],
    ['/data/api', '接口', '/api/v1/enterprises'],
    ['/en/data/examples', 'Examples', 'openapi-typescript'],
  ])('%s says "%s"', async (path, title, words) => {
    const response = await get(path)
    expect(response.status).toBe(200)
    const page = await response.text()
    expect(page).toContain(title)
    expect(page).toContain(words)
  })
  it('a list that is not there is 404 and leads to those that are', async () => {
    const response = await get('/en/data/nothing')
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('/en/data/violations')
  })
  it('the catalogues are JSON-LD and a data package', async () => {
    expect(await (await get('/data/catalogue.jsonld')).json()).toMatchObject({ '@type': 'dcat:Catalog' })
    expect(await (await get('/data/datapackage.json')).json()).toMatchObject({ name: 'qingyuan' })
  })
})

describe('the examples of docs/examples', { timeout: 60_000 }, () => {
  const run = promisify(execFile)
  const env = (more: Record<string, string> = {}) => ({ ...process.env, SITE: inject('siteUrl'), ...more })

  it('the journalist’s gives a table that begins with the most exceedances', async () => {
    const { stdout } = await run('sh', ['docs/examples/top-exceeders.sh'], { env: env() })
    const [head, ...rows] = parse(stdout, { bom: true }) as string[][]
    const at = head?.indexOf('超标次数') ?? -1
    const counts = rows.map((row) => Number(row[at]))
    expect(counts[0]).toBeGreaterThan(0)
    expect(counts).toEqual(counts.toSorted((a, b) => b - a))
  })

  it('the NGO’s tells what changed and, again, that nothing did', async () => {
    const state = useFolder(onTestFinished)
    const follow = async () =>
      (await run('sh', ['docs/examples/follow-a-firm.sh', demoCast.cementWorks], { env: env({ STATE: state }) })).stdout
    expect(await follow()).toContain('changed')
    expect(JSON.parse(readFileSync(join(state, `${demoCast.cementWorks}.json`), 'utf8')).data.creditCode).toBe(
      demoCast.cementWorks,
    )
    expect(await follow()).toContain('nothing changed')
  })

  it('the programmer’s types come from the document, and his program agrees with them', async () => {
    const folder = useFolder(onTestFinished)
    const types = astToString(await openapiTS(JSON.stringify(document)))
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    writeFileSync(join(folder, 'qingyuan.ts'), types)
    writeFileSync(join(folder, 'typed-client.ts'), readFileSync('docs/examples/typed-client.ts', 'utf8'))
    const program = ts.createProgram([join(folder, 'typed-client.ts')], {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ESNext,
      types: ['node'],
      typeRoots: [join(process.cwd(), 'node_modules/@types')],
    })
    const faults = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
    expect(faults).toEqual([])
  })
})
