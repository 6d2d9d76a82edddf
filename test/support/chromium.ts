import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const packageFile = new URL('../../node_modules/@sparticuz/chromium/package.json', import.meta.url)
const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }
const folder = fileURLToPath(new URL(`../.tmp/chromium-${version}`, import.meta.url))

/**
 * Unpacks the Chromium that npm brought along, once, with the libraries that a bare machine lacks.
 * @returns the program's path; LD_LIBRARY_PATH of this process then names the libraries
 */
export async function unpackChromium(): Promise<string> {
  process.env.LD_LIBRARY_PATH = [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  if (existsSync(folder)) return join(folder, 'chromium')
  const unfinished = `${folder}.${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV }
  // The package unpacks below the temporary folder, and the libraries only where it believes to be on AWS Lambda.
  Object.assign(process.env, { TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' })
  const { default: sparticuz } = await import('@sparticuz/chromium')
  await sparticuz.executablePath()
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  try {
    renameSync(unfinished, folder)
  } catch {
    rmSync(unfinished, { recursive: true, force: true }) // another process was quicker
  }
  return join(folder, 'chromium')
}
