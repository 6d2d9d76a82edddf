import { z } from 'zod'
import { reportKinds } from '#db/vocabulary.ts'
import { type AssociationReport, associationReport } from '#domain/report/input/association.ts'

const text = (most: number) => z.string().trim().max(most).optional()

/** POST requests of GeoReport v2. Other arguments are not read; what they carry of a person is not kept. */
export const open311Post = z.object({
  service_code: z.enum(reportKinds, { error: `service_code: one of ${reportKinds.join(', ')}` }),
  description: z.string({ error: 'description is required' }),
  lat: text(40),
  long: text(40),
  address_string: text(2000),
  media_url: text(2000),
})

/** What an association's report is made of, out of the arguments of the protocol. @throws ZodError */
export function reportOfOpen311(given: Record<string, string>): AssociationReport {
  const { service_code, description, lat, long, address_string, media_url } = open311Post.parse(given)
  const degrees = (value: string | undefined) => (value === undefined || value === '' ? null : Number(value))
  return associationReport.parse({
    kind: service_code,
    words: media_url ? `${description}\n${media_url}` : description,
    place: address_string ?? '',
    longitudeDeg: degrees(long),
    latitudeDeg: degrees(lat),
  })
}

/** GET requests: several ids, kinds, a term of at most 90 days, open or closed. */
export const open311List = z.object({
  service_request_id: z
    .string()
    .max(900)
    .optional()
    .transform((ids) => ids?.split(',').map((id) => id.trim().toUpperCase())),
  service_code: z
    .string()
    .max(400)
    .optional()
    .transform((codes) => codes?.split(','))
    .pipe(z.array(z.enum(reportKinds, { error: `service_code: of ${reportKinds.join(', ')}` })).optional()),
  start_date: z.iso.datetime({ offset: true, error: 'start_date: as 2026-06-30T00:00:00Z' }).optional(),
  end_date: z.iso.datetime({ offset: true, error: 'end_date: as 2026-06-30T00:00:00Z' }).optional(),
  status: z.enum(['open', 'closed'], { error: 'status: open or closed' }).optional(),
})
