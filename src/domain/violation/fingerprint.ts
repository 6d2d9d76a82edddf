import { createHash } from 'node:crypto'
import { canonicalJson } from '#platform/canonical-json.ts'

/**
 * SHA-256 of a published record: whoever has `data` of `/api/v1/violations/12` takes `fingerprint` out of it, writes the rest
 * as canonical JSON (keys sorted, no blanks) and can count it again. Any change of the record changes it; a record that was
 * taken off has none (docs/decisions/014-fingerprints-of-cases.md).
 */
export const fingerprintOf = (record: object): string =>
  createHash('sha256').update(canonicalJson(record)).digest('hex')
