import type { Column } from '#domain/open-data/rules/column.ts'
import { terms } from '#src/i18n/terms.ts'

export interface JsonSchema {
  [key: string]: unknown
}

/** The row of a list as JSON Schema (2020-12), made from its columns. Nothing else is in it. */
export function rowSchema(columns: readonly Column[]): JsonSchema {
  const properties: Record<string, JsonSchema> = {}
  const groups = Map.groupBy(columns, ({ path }) => path.split('.', 1)[0] as string)
  for (const [name, group] of groups) {
    const [only] = group
    properties[name] =
      group.length === 1 && only?.path === name
        ? columnSchema(only)
        : groupSchema(group.map((column) => ({ ...column, path: column.path.slice(name.length + 1) })))
  }
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

/** A group is null as a whole where every column in it may be. */
const groupSchema = (columns: Column[]): JsonSchema =>
  columns.every(({ nullable }) => nullable) ? { anyOf: [rowSchema(columns), { type: 'null' }] } : rowSchema(columns)

function columnSchema({ type, name, meaning, unit, nullable, vocabulary, columns }: Column): JsonSchema {
  const description = [`${name.en} ${name.zh}`, meaning?.en, unit && `unit: ${unit}`].filter(Boolean).join('; ')
  const schema = { ...types[type], description }
  if (type === 'records') Object.assign(schema, { items: rowSchema(columns ?? []) })
  if (vocabulary) {
    const values = terms('en', vocabulary).map(({ value }) => value)
    Object.assign(schema, type === 'texts' ? { items: { type: 'string', enum: values } } : { enum: [...values] })
  }
  if (!nullable) return schema
  const { type: one, enum: values } = schema as JsonSchema
  return { ...schema, type: [one, 'null'], ...(Array.isArray(values) ? { enum: [...values, null] } : {}) }
}

const types: Record<Column['type'], JsonSchema> = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  day: { type: 'string', pattern: '^\\d{4}-\\d{2}(-\\d{2})?$' },
  instant: { type: 'string', format: 'date-time' },
  url: { type: 'string', format: 'uri-reference' },
  texts: { type: 'array', items: { type: 'string' } },
  records: { type: 'array' },
}
