import { type FileFormat, fileSearch, formatsOf } from '#domain/open-data/input.ts'
import { type JsonSchema, rowSchema } from '#domain/open-data/rules/json-schema.ts'
import type { OpenList } from '#domain/open-data/rules/list.ts'
import type { Parameter } from '#domain/open-data/rules/parameters.ts'
import { type OpenRecord, openRecords } from '#domain/open-data/rules/records.ts'
import { parametersOf } from '#domain/open-data/rules/search-schema.ts'

/** The API as OpenAPI 3.1, made from what the routes themselves read with and answer by. */
export function openApiOf(lists: readonly OpenList[], site: string, sending: JsonSchema) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Qingyuan 清源',
      version: '1',
      summary: 'Open data of the city’s polluters',
      description:
        'Reading needs no key. Lists answer `{ data, total, next }`: follow `next` until it is null. Refusals are ' +
        'application/problem+json and name each wrong parameter. Beyond fair use the answer is 429 with Retry-After.',
      license: { name: 'CC BY 4.0', identifier: 'CC-BY-4.0' },
    },
    servers: [{ url: site }],
    tags: lists.map(({ name, about }) => ({ name, description: `${about.en} ${about.zh}` })),
    paths: {
      ...Object.fromEntries(lists.flatMap(pathsOfList)),
      ...Object.fromEntries(openRecords.map((record) => [record.path, { get: readRecord(record) }])),
      '/api/v1/reports': { post: sendReport(sending) },
    },
    components: {
      schemas: {
        Problem: problemSchema,
        ...Object.fromEntries(lists.map((list) => [schemaName(list), rowSchema(list.columns)])),
      },
      responses: {
        refused: answer('A parameter is not as documented', problemContent),
        missing: answer('There is no such thing', problemContent),
        tooMany: {
          ...answer(
            'Beyond fair use, or too many long files at once: come again after Retry-After seconds',
            problemContent,
          ),
          headers: { 'Retry-After': { schema: { type: 'integer' } } },
        },
      },
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key of a verified association' } },
    },
  }
}

const pathsOfList = (list: OpenList): [string, object][] => [
  [`/api/v1/${list.name}`, { get: readList(list) }],
  ...formatsOf(list).map((format): [string, object] => [
    `/api/v1/${list.name}.${format}`,
    { get: readFile(list, format) },
  ]),
]

const readList = (list: OpenList) => ({
  operationId: camel(`list-${list.name}`),
  tags: [list.name],
  summary: `${list.title.en} ${list.title.zh}`,
  parameters: parametersOf(list.search).map(parameter),
  responses: {
    200: answer('A page of the list', {
      'application/json': {
        schema: {
          type: 'object',
          properties: {
            data: { type: 'array', items: ref(schemaName(list)) },
            total: { type: ['integer', 'null'], description: 'How many fit; null where they are not counted' },
            next: { type: ['string', 'null'], description: 'The address of the next page' },
          },
          required: ['data', 'total', 'next'],
          additionalProperties: false,
        },
      },
    }),
    ...refusals,
  },
})

const readFile = (list: OpenList, format: FileFormat) => ({
  operationId: camel(`export-${list.name}-${format}`),
  tags: [list.name],
  summary: `${list.title.en}: every row that fits, as ${format.toUpperCase()}`,
  parameters: parametersOf(fileSearch(list)).map(parameter),
  responses: { 200: answer('The file; its end proves that it is whole', { [mediaTypes[format]]: {} }), ...refusals },
})

const readRecord = ({ path, parameter: of, title, members, mayBeGone, isTable, query }: OpenRecord) => ({
  operationId: camel(`get${path.replace('/api/v1', '').replace(/[{}]/g, '')}`),
  tags: [path.split('/')[3] as string],
  summary: `${title.en} ${title.zh}`,
  parameters: [
    { name: of.name, in: 'path', required: true, schema: of.schema, example: of.example },
    ...(query
      ? [{ name: query.name, in: 'query', required: false, schema: query.schema, description: query.words.en }]
      : []),
  ],
  responses: {
    200: answer(title.en, {
      [isTable ? mediaTypes.csv : 'application/json']: isTable ? {} : { schema: recordSchema(members) },
    }),
    ...refusals,
    ...(mayBeGone
      ? {
          410: answer('It has left the list; the day is told', {
            'application/problem+json': {},
            'application/json': {},
          }),
        }
      : {}),
  },
})

const recordSchema = (members: Record<string, object>) => ({
  type: 'object',
  properties: { data: { type: 'object', properties: members, required: Object.keys(members) } },
  required: ['data'],
})

const sendReport = (schema: JsonSchema) => ({
  operationId: 'sendReport',
  tags: ['reports'],
  summary: 'A report of a verified association 环保组织举报',
  security: [{ key: [] }],
  requestBody: { required: true, content: { 'application/json': { schema } } },
  responses: {
    201: answer('The receipt, told this once', {
      'application/json': { schema: recordSchema({ handle: { type: 'string' }, receipt: { type: 'string' } }) },
    }),
    401: answer('A key is needed', problemContent),
    403: answer('The key may not do this', problemContent),
    422: answer('The report cannot be taken as it is', problemContent),
    ...refusals,
  },
})

const parameter = ({ name, isNeeded, words, schema }: Parameter) => ({
  name,
  in: 'query',
  required: isNeeded,
  description: `${words.en} ${words.zh}`,
  schema,
  ...(schema.type === 'array' ? { style: 'form', explode: true } : {}),
})

const schemaName = ({ name }: OpenList) => camel(`row-of-${name}`).replace(/^r/, 'R')
const camel = (text: string) => text.replace(/[-/.]+([a-z0-9])/gi, (_, sign: string) => sign.toUpperCase())
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const answer = (description: string, content: object) => ({ description, content })

const mediaTypes: Record<FileFormat, string> = {
  csv: 'text/csv',
  json: 'application/json',
  geojson: 'application/geo+json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const problemSchema = {
  type: 'object',
  description: 'RFC 9457',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, message: { type: 'string' } },
        required: ['field', 'message'],
      },
    },
  },
  required: ['type', 'title', 'status'],
}
const problemContent = { 'application/problem+json': { schema: ref('Problem') } }
const shared = (name: string) => ({ $ref: `#/components/responses/${name}` })
const refusals = { 400: shared('refused'), 404: shared('missing'), 429: shared('tooMany'), 503: shared('tooMany') }
