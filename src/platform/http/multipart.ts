import { once } from 'node:events'
import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { Busboy } from '@fastify/busboy'
import { extensionOf } from '#platform/storage/file-name.ts'

/** The form is not one, or carries more than it may. */
export class RefusedForm extends Error {
  override name = 'RefusedForm'
  readonly reason: 'malformed' | 'too_large'

  constructor(reason: 'malformed' | 'too_large') {
    super(`refused form: ${reason}`)
    this.reason = reason
  }
}

export interface FormLimits {
  bytes: number
  fields: number
  fieldBytes: number
  files: number
}

/**
 * Reads a form with files as it comes in: a file goes to `onFile` piece by piece and is never whole in memory. Of its name only the
 * extension is passed on.
 * @returns the values by name
 * @throws RefusedForm
 */
export async function readMultipart(
  request: Request,
  limits: FormLimits,
  onFile: (field: string, extension: string, content: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<URLSearchParams> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type) || !request.body) throw new RefusedForm('malformed')
  const parser = new Busboy({
    headers: { 'content-type': type },
    limits: {
      fields: limits.fields,
      fieldSize: limits.fieldBytes,
      files: limits.files,
      parts: limits.fields + limits.files,
    },
  })
  const fields = new URLSearchParams()
  const files: Promise<void>[] = []
  let refused: RefusedForm | undefined
  parser.on('field', (name, value, _, isCut) => {
    if (isCut) refused = new RefusedForm('too_large')
    else fields.append(name, value)
  })
  parser.on('file', (name, content, fileName) => {
    // A file field in which nothing was chosen sends an empty file without a name.
    if (!fileName) return void content.resume()
    files.push(
      onFile(name, extensionOf(fileName), content).finally(() => {
        content.resume()
      }),
    )
  })
  for (const event of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const)
    parser.on(event, () => {
      refused = new RefusedForm('too_large')
    })
  try {
    let length = 0
    for await (const bytes of Readable.fromWeb(request.body as WebStream)) {
      length += (bytes as Uint8Array).length
      if (length > limits.bytes) throw new RefusedForm('too_large')
      if (!parser.write(bytes)) await once(parser, 'drain')
    }
    const finished = once(parser, 'finish')
    parser.end()
    await finished
  } catch (error) {
    parser.destroy()
    await Promise.allSettled(files)
    throw error instanceof RefusedForm ? error : new RefusedForm('malformed')
  }
  await Promise.all(files)
  if (refused) throw refused
  return fields
}
