/** How many revisions of a family stay active, whatever uses them. */
export const KEPT_REVISIONS = 10;

/**
 * The revisions of a family that nothing needs. A rollback needs none of them: it registers a revision of its own, as
 * every update does.
 * @param revisions ARNs of the active ones.
 * @param needed ARNs of those that the state holds, or that run.
 */
export function revisionsToDeregister(revisions: readonly string[], needed: ReadonlySet<string>): string[] {
  return [...revisions]
    .sort((one, other) => numberOf(other) - numberOf(one))
    .slice(KEPT_REVISIONS)
    .filter((arn) => !needed.has(arn));
}

/** ARNs of task definitions that a text names. */
export function revisionsIn(text: string): string[] {
  return text.match(/arn:aws[\w-]*:ecs:[\w-]+:\d{12}:task-definition\/[\w-]+:\d+/g) ?? [];
}

function numberOf(arn: string): number {
  return Number(arn.slice(arn.lastIndexOf(":") + 1));
}
