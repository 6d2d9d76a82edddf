import { resolve } from 'node:path'
import { z } from 'zod'
import { clockOffset } from '#platform/clock.ts'
import { isSender } from '#platform/mail/address.ts'
import { parseStorageUrl, storageAddressForm } from '#platform/storage/address.ts'

const flag = z.enum(['true', 'false', '1', '0', '']).transform((value) => value === 'true' || value === '1')
const port = z.coerce.number().int().min(0).max(65_535)
const url = (protocols: RegExp) => z.url({ protocol: protocols })

const shape = z.object({
  PORT: port.default(4321).describe('a port, 0 to 65535'),
  HJ212_PORT: port.default(8212).describe('a port, 0 to 65535'),
  HOST: z.string().min(1).default('127.0.0.1').describe('an address to listen on, for example 127.0.0.1 or 0.0.0.0'),
  DATA_DIR: z
    .string()
    .min(1)
    .default('.data')
    .transform((path) => resolve(path))
    .describe('a folder'),
  DATABASE_URL: url(/^postgres(ql)?$/)
    .optional()
    .describe('postgres://user:password@host:port/database'),
  STORAGE_URL: z
    .string()
    .refine((text) => parseStorageUrl(text))
    .optional()
    .describe(storageAddressForm),
  SMTP_URL: url(/^smtps?$/)
    .optional()
    .describe('smtp://user:password@host:port, or smtps:// for TLS from the first byte'),
  MAIL_FROM: z
    .string()
    .refine(isSender)
    .optional()
    .describe('the sender of our mails, needed with SMTP_URL: Name <address@example.org>'),
  WEBHOOKS: z
    .enum(['public', 'any'])
    .optional()
    .describe(
      'where news may be sent by webhook: public (https addresses reachable from everywhere) or any (also inside your network)',
    ),
  SITE_URL: url(/^https?$/)
    .optional()
    .describe('the address that readers type, http:// or https://'),
  MAP_TILES_URL: z
    .string()
    .regex(/^https?:\/\/.*\{z\}.*$/)
    .optional()
    .describe('an address with {z}, {x} and {y}'),
  MAP_TILES_DATUM: z
    .enum(['wgs84', 'gcj02'])
    .optional()
    .describe(
      'the datum of the tiles: wgs84 (OpenStreetMap; Tianditu, whose CGCS2000 differs by less than a metre) or gcj02 (Amap, Tencent)',
    ),
  MAP_TILES_BY: z.string().max(200).optional().describe('who made the tiles: shown on the map, up to 200 characters'),
  MEILI_URL: url(/^https?$/)
    .optional()
    .describe('the address of a Meilisearch, http:// or https://'),
  MEILI_KEY: z.string().min(1).optional().describe('a key of that Meilisearch that may search and write'),
  DEMO: flag.optional().describe('true or false'),
  CLOCK: z
    .string()
    .refine((text) => clockOffset(text, new Date()) !== undefined)
    .optional()
    .describe('only where DEMO is on: an instant such as 2027-06-30T23:59:00+08:00, or a distance such as +90d or -3h'),
  TRUST_PROXY: flag.default(false).describe('true when a proxy of yours sets X-Forwarded-For and -Proto'),
  BETTER_AUTH_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('at least 32 random characters; without it one is made and kept in DATA_DIR/secret'),
  IDENTITY_KEY_FILE: z
    .string()
    .min(1)
    .transform((path) => resolve(path))
    .optional()
    .describe('a file: the private key of reporters’ identities, where it does not lie in DATA_DIR/identity'),
  LONG_FILES: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(4)
    .describe('how many long files may be made at a time, 1 to 100'),
  API_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(600)
    .describe('how often one address may read the API within a minute, 1 to 1000000'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('trace, debug, info, warn, error or silent'),
})

/** The demo city and its sign-ins: by default only where the database is the embedded one. */
const isDemo = ({ DEMO, DATABASE_URL }: z.infer<typeof shape>) => DEMO ?? DATABASE_URL === undefined

const settings = shape
  .refine(({ SMTP_URL, MAIL_FROM }) => SMTP_URL === undefined || MAIL_FROM !== undefined, { path: ['MAIL_FROM'] })
  .refine((given) => given.CLOCK === undefined || isDemo(given), { path: ['CLOCK'] })

export type Config = ReturnType<typeof readConfig>

export class ConfigError extends Error {
  override name = 'ConfigError'
}

/**
 * The settings of the environment, parsed once.
 * @throws ConfigError that names each wrong variable, what was given and what is allowed
 */
export function readConfig(env: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = settings.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0])
      const allowed = shape.shape[name as keyof typeof shape.shape].description
      return `${name} ${was(name, given[name])}; allowed: ${allowed}`
    })
    throw new ConfigError([...new Set(lines)].join('\n'))
  }
  const { PORT, HOST, ...rest } = parsed.data
  return {
    ...rest,
    PORT,
    HOST,
    SITE_URL: rest.SITE_URL ?? `http://localhost:${PORT}`,
    DEMO: isDemo(parsed.data),
    /** By how many milliseconds the city's time is moved from the machine's (platform/now.ts). */
    CLOCK: rest.CLOCK === undefined ? 0 : (clockOffset(rest.CLOCK, new Date()) ?? 0),
  }
}

/** A value as it may be shown: of a secret its length, of an address not the password (up to the last `@`). */
function was(name: string, value: string | undefined): string {
  if (value === undefined) return 'was not given'
  if (/_(SECRET|KEY)$/.test(name)) return `was given as ${value.length} characters`
  return `was given as ${JSON.stringify(value.replace(/(:\/\/[^:/?#]*):.*@/, '$1:…@'))}`
}

let current: Config | undefined

/** The process's settings. */
export function config(): Config {
  current ??= readConfig(process.env)
  return current
}
