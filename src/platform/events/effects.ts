export async function startEffects(_url: string) {
  return { async stop() {} }
}
