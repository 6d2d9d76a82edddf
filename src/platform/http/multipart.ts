import { once } from 'node:events'
import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { Busboy } from '@fastify/busboy'
import { extensionOf } from '#platform/storage/file-name.ts'

/** The form is not one, or carries more than it may. */
export class RefusedForm extends Error {
  override name = 'RefusedForm'
  readonly reason: 'malformed' | 'too_large'
  /** The values that had come in until then: what was typed is not lost by a file that is too large. */
  readonly fields: URLSearchParams

  constructor(reason: 'malformed' | 'too_large', fields = new URLSearchParams()) {
    super(`refused form: ${reason}`)
    this.reason = reason
    this.fields = fields
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
  let isTooMuch = false
  parser.on('field', (name, value, _, isCut) => {
    if (isCut) isTooMuch = true
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
      isTooMuch = true
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
    throw new RefusedForm(error instanceof RefusedForm ? error.reason : 'malformed', fields)
  }
  await Promise.all(files)
  if (isTooMuch) throw new RefusedForm('too_large', fields)
  return fields
}
