import { createHash } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { closureFiles, type closureForms, closureSignatures } from '#db/schema/closure.ts'
import type { closureFileKinds } from '#db/vocabulary.ts'
import type { ProblemInHand } from '#domain/rectification/commands/lock.ts'
import type { Signature } from '#domain/rectification/rules/machine.ts'
import { canonicalJson } from '#platform/canonical-json.ts'

/** A file that lies in the store already. */
export interface ClosureFile {
  kind: (typeof closureFileKinds)[number]
  reportNo?: string | null
  name: string
  mediaType: string
  sha256: string
  size: number
}

/**
 * Writes a signature with what is signed: the problem and the form as they stand, the signer's own words and files, and the
 * signatures before it, each by its hash. What was signed stays readable, whatever becomes of the line.
 */
export async function writeSignature(
  tx: Db,
  {
    ...given
  }: {
    problem: ProblemInHand
    closureId: number
    form: typeof closureForms.$inferSelect
    signature: Signature
    words: string | null
    files: readonly ClosureFile[]
    before: readonly { sha256: string }[]
    now: Date
  },
): Promise<void> {
  const { problem, form, signature, words, files } = given
  const document = {
    problem: { no: problem.no, creditCode: problem.creditCode, foundOn: problem.foundOn, words: problem.words },
    form: { measures: form.measures, completion: form.completion, completedOn: form.completedOn },
    role: signature.role,
    opinion: signature.opinion,
    words,
    names: signature.names,
    signedOn: signature.signedOn,
    files: files.map(({ kind, name, sha256, reportNo }) => ({ kind, name, sha256, reportNo: reportNo ?? null })),
    after: given.before.map(({ sha256 }) => sha256),
  }
  await tx.insert(closureSignatures).values({
    ...{ closureId: given.closureId, role: signature.role, opinion: signature.opinion, words },
    ...{ signedOn: signature.signedOn, names: [...signature.names], by: signature.by, at: given.now, document },
    sha256: createHash('sha256').update(canonicalJson(document)).digest('hex'),
  })
}

export async function writeFiles(
  tx: Db,
  formId: number,
  closureId: number | null,
  files: readonly ClosureFile[],
  now: Date,
): Promise<void> {
  if (files.length === 0) return
  await tx
    .insert(closureFiles)
    .values(files.map((file) => ({ ...file, reportNo: file.reportNo ?? null, formId, closureId, addedAt: now })))
}
