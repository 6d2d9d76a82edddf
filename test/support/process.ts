import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Starts `src/cli/<name>.ts` as `portal start` does; resolves when it says that it is ready. With `onOutput` what it prints goes there. */
export function startProcess(
  name: 'web' | 'worker',
  env: NodeJS.ProcessEnv,
  onOutput?: (text: string) => void,
): Promise<ChildProcess> {
  const child = fork(`${root}src/cli/${name}.ts`, {
    env: { ...env, QINGYUAN_PROCESS: name },
    cwd: root,
    stdio: ['ignore', ...(onOutput ? (['pipe', 'pipe'] as const) : (['inherit', 'inherit'] as const)), 'ipc'],
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => onOutput?.(String(text)))
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child))
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)))
  })
}

export const stopProcesses = (children: ChildProcess[]) =>
  Promise.all(children.map((child) => new Promise((resolve) => child.once('exit', resolve) && child.kill('SIGTERM'))))
