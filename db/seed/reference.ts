export async function loadReference(_url: string) {}
