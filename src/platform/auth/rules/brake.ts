/**
 * How wrong sign-ins are slowed down without handing anyone the means to lock others out. Each attempt counts against keys
 * that name the account *and* where it came from. Only those can make it wait; an attacker elsewhere fills other keys.
 */
export interface Brake {
  /** Attempts without a wait. */
  free: number
  /** The wait after the first attempt beyond them; it doubles with each further one. */
  firstWaitS: number
  longestWaitS: number
}

/** Account and a browser in which its owner was signed in before. */
export const deviceBrake: Brake = { free: 10, firstWaitS: 2, longestWaitS: 300 }
/** Account and the network that an unknown browser asks from (/24 or /64). */
export const placeBrake: Brake = { free: 5, firstWaitS: 5, longestWaitS: 900 }
/** Codes for one account from all unknown browsers together: six digits do not withstand a crowd. */
export const codeBrake: Brake = { free: 50, firstWaitS: 10, longestWaitS: 600 }
/** Reports of errors from one network: a class of pupils may send theirs, a program may not. */
export const reportBrake: Brake = { free: 20, firstWaitS: 60, longestWaitS: 3600 }
/** Counts are forgotten after a day without a failure. */
export const forgetAfterMs = 86_400_000

/** Seconds to wait before the next attempt when `failures` have been counted. */
export function waitS(brake: Brake, failures: number): number {
  if (failures < brake.free) return 0
  return Math.min(brake.firstWaitS * 2 ** Math.min(failures - brake.free, 30), brake.longestWaitS)
}

/** The waits by number of failures, 1 to n; beyond n the last one holds. */
export function waitsS(brake: Brake): number[] {
  const all: number[] = []
  do all.push(waitS(brake, all.length + 1))
  while (all.at(-1) !== brake.longestWaitS)
  return all
}

/**
 * Milliseconds that an answer to an unknown browser is held back when an account, or one network, sees many failures. It
 * refuses nobody: the owner at a new browser gets in, a little later.
 */
export function delayMs(failures: number): number {
  return Math.min(Math.max(failures - 20, 0) * 100, 4000)
}
