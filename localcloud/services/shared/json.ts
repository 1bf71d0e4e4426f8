/** What a text says in JSON; undefined where it is none. */
export function parseJson(content: string): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch {
    return undefined;
  }
}

export function isJson(content: string): boolean {
  return parseJson(content) !== undefined;
}
