/**
 * What a browser is called in the list of one's sessions: `Firefox, Windows`. No version and nothing finer, so that it says
 * little about anyone.
 */
export function deviceLabel(userAgent: string): string {
  const browser = firstMatch(userAgent, [
    [/MicroMessenger/i, 'WeChat'],
    [/Edg(e|A|iOS)?\//, 'Edge'],
    [/HuaweiBrowser/i, 'Huawei Browser'],
    [/MiuiBrowser/i, 'Mi Browser'],
    [/QQBrowser/i, 'QQ Browser'],
    [/UCBrowser/i, 'UC Browser'],
    [/Firefox|FxiOS/, 'Firefox'],
    [/Chrom(e|ium)|CriOS/, 'Chrome'],
    [/Safari/, 'Safari'],
  ])
  const system = firstMatch(userAgent, [
    [/HarmonyOS|OpenHarmony/i, 'HarmonyOS'],
    [/Windows/, 'Windows'],
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Mac OS X|Macintosh/, 'macOS'],
    [/Linux|X11/, 'Linux'],
  ])
  return [browser, system].filter(Boolean).join(', ')
}

const firstMatch = (text: string, kinds: [RegExp, string][]) => kinds.find(([pattern]) => pattern.test(text))?.[1]
