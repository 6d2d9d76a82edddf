import { z } from 'zod'
import { type Parameter, parameterWords } from '#domain/open-data/rules/parameters.ts'

/** The parameters of an address, from the schema that reads it. */
export function parametersOf(search: z.ZodObject): Parameter[] {
  const schema = z.toJSONSchema(search, { io: 'input', unrepresentable: 'any' })
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    isNeeded: schema.required?.includes(name) ?? false,
    words: parameterWords[name] ?? { zh: name, en: name },
    schema: property as Record<string, unknown>,
  }))
}
