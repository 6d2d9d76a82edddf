import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { root } from '#src/cli/build.ts'
import { nodeOptions } from '#src/cli/family.ts'

/** Starts one of our processes as in production and waits until it says that it is ready. */
export function started(file: string, env: Record<string, string>): Promise<ChildProcess> {
  const child = fork(file, {
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error', ...env },
    cwd: root,
    execArgv: [...(nodeOptions[basename(file, '.ts')] ?? [])],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child))
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
  })
}

export const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })

/** What a process holds in memory. */
export const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
