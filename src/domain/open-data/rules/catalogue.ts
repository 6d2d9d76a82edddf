import { formatsOf } from '#domain/open-data/input.ts'
import type { Column } from '#domain/open-data/rules/column.ts'
import type { OpenList } from '#domain/open-data/rules/list.ts'
import { terms } from '#src/i18n/terms.ts'

export const licence = {
  id: 'CC-BY-4.0',
  name: { zh: '知识共享 署名 4.0', en: 'Creative Commons Attribution 4.0' },
  url: 'https://creativecommons.org/licenses/by/4.0/',
}

/** Whole tables are kept for so many days. */
export const keptDays = 7

/** A table of a day that is kept as a file. */
export interface KeptFile {
  list: string
  day: string
  format: string
  rows: number
  bytes: number
  sha256: string
}

export const dumpPath = ({ day, list, format }: Pick<KeptFile, 'day' | 'list' | 'format'>) =>
  `/data/dumps/${day}/${list}.${format}`

/** The catalogue as DCAT 3 in JSON-LD. */
export function dcatOf(lists: readonly OpenList[], kept: readonly KeptFile[], site: string) {
  const at = (path: string) => new URL(path, site).href
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      spdx: 'http://spdx.org/rdf/terms#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@id': at('/data'),
    '@type': 'dcat:Catalog',
    'dct:title': both({ zh: '清源开放数据', en: 'Qingyuan open data' }),
    'dct:license': { '@id': licence.url },
    'dcat:service': {
      '@id': at('/api/v1'),
      '@type': 'dcat:DataService',
      'dcat:endpointURL': { '@id': at('/api/v1') },
      'dcat:endpointDescription': { '@id': at('/api/openapi.json') },
    },
    'dcat:dataset': lists.map((list) => ({
      '@id': at(`/data/${list.name}`),
      '@type': 'dcat:Dataset',
      'dct:identifier': list.name,
      'dct:title': both(list.title),
      'dct:description': both(list.about),
      'dct:provenance': both(list.source),
      'dct:accrualPeriodicity': both(list.refresh),
      'dct:license': { '@id': licence.url },
      'dcat:landingPage': { '@id': at(`/data/${list.name}`) },
      'dcat:distribution': [
        ...formatsOf(list).map((format) => ({
          '@type': 'dcat:Distribution',
          'dct:title': format.toUpperCase(),
          'dcat:accessURL': { '@id': at(`/api/v1/${list.name}.${format}`) },
          'dcat:mediaType': mediaTypes[format],
        })),
        ...kept
          .filter((file) => file.list === list.name)
          .map((file) => ({
            '@type': 'dcat:Distribution',
            'dct:title': `${file.format}, ${file.day}`,
            'dcat:downloadURL': { '@id': at(dumpPath(file)) },
            'dcat:mediaType': mediaTypes[file.format],
            'dcat:byteSize': { '@value': String(file.bytes), '@type': 'xsd:nonNegativeInteger' },
            'dct:issued': { '@value': file.day, '@type': 'xsd:date' },
            'spdx:checksum': {
              'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256' },
              'spdx:checksumValue': file.sha256,
            },
          })),
      ],
    })),
  }
}

const both = ({ zh, en }: { zh: string; en: string }) => [
  { '@value': zh, '@language': 'zh' },
  { '@value': en, '@language': 'en' },
]

const mediaTypes: Record<string, string> = {
  csv: 'text/csv',
  json: 'application/json',
  geojson: 'application/geo+json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'csv.gz': 'application/gzip',
  parquet: 'application/vnd.apache.parquet',
}

/** The lists as a Frictionless Data Package (version 2): the tables that programs read with their columns' types. */
export const dataPackageOf = (lists: readonly OpenList[], kept: readonly KeptFile[], site: string) => ({
  $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
  name: 'qingyuan',
  title: 'Qingyuan 清源',
  homepage: new URL('/data', site).href,
  licenses: [{ name: licence.id, path: licence.url, title: licence.name.en }],
  resources: lists
    .filter(({ isDumped }) => isDumped)
    .map((list) => {
      const newest = kept.find((file) => file.list === list.name && file.format === 'csv.gz')
      return {
        name: list.name,
        title: `${list.title.en} ${list.title.zh}`,
        description: `${list.about.en} ${list.about.zh}`,
        // Without the last line, which is no row.
        path: newest ? new URL(dumpPath(newest), site).href : new URL(`/api/v1/${list.name}.csv?end=no`, site).href,
        ...(newest ? { bytes: newest.bytes, hash: `sha256:${newest.sha256}`, compression: 'gz' } : {}),
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        schema: tableSchema(list),
      }
    }),
})

const tableSchema = ({ columns, key }: OpenList) => ({ fields: columns.map(field), primaryKey: key })

const field = ({ path, type, name, meaning, unit, nullable, vocabulary }: Column) => ({
  name: path,
  title: `${name.en} ${name.zh}`,
  ...(meaning ? { description: `${meaning.en} ${meaning.zh}` } : {}),
  ...fieldTypes[type],
  ...(unit ? { unit } : {}),
  constraints: {
    required: !nullable,
    ...(vocabulary && type === 'text' ? { enum: terms('en', vocabulary).map(({ value }) => value) } : {}),
  },
})

const fieldTypes: Record<Column['type'], object> = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean', trueValues: ['true'], falseValues: ['false'] },
  day: { type: 'string', format: 'default' },
  instant: { type: 'datetime' },
  url: { type: 'string' },
  texts: { type: 'list', delimiter: '; ', itemType: 'string' },
  records: { type: 'array' },
}
