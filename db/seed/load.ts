export async function loadDemoCity(_url: string) {}
