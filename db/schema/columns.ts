import { customType, timestamp } from 'drizzle-orm/pg-core'

/** An instant. */
export const at = () => timestamp({ withTimezone: true })

/** Bytes, as a Buffer. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
