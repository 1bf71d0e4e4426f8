/** What an error says, also one that is none. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
