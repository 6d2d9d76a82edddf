import { uploadLimits } from '#platform/storage/refused.ts'

/** `pdf` of `扫描件.PDF`; empty when the name has none. */
export const extensionOf = (fileName: string): string => /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''

/**
 * A name that can stand on a page and on any disk: the last part of a path, without characters that steer or deceive (controls,
 * bidi, zero width), that file systems refuse, or that would be too long. The extension is the one given.
 */
export function cleanFileName(fileName: string, extension: string): string {
  const last = fileName.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const stem = last
    .replace(/\.[^.]*$/, '')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\ufffd]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.~-]+|[\s.]+$/g, '')
  const characters = [...stem].slice(0, uploadLimits.nameCharacters - extension.length - 1)
  return `${characters.join('').trimEnd() || 'file'}.${extension}`
}
