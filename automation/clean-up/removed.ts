/** What a clean-up removed. It is filled while the clean-up goes on, so that it is told where the rest fails, too. */
export interface Removed {
  /** Digests of images. */
  readonly images: string[];
  /** Task definitions, as `family:revision`. */
  readonly taskDefinitions: string[];
  /** Names of target groups. */
  readonly targetGroups: string[];
}

export function nothingRemoved(): Removed {
  return { images: [], taskDefinitions: [], targetGroups: [] };
}

/** What was removed: a sentence, and a line for each thing. */
export function describedRemoved({ images, taskDefinitions, targetGroups }: Removed): string {
  const counts = [
    counted(images, "image", "images"),
    counted(taskDefinitions, "task definition", "task definitions"),
    counted(targetGroups, "target group", "target groups"),
  ].filter((count) => count !== undefined);
  if (counts.length === 0) return "nothing to remove";
  const lines = [...images, ...taskDefinitions, ...targetGroups].map((each) => `- ${each}`);
  return [`removed ${counts.join(", ")}`, ...lines].join("\n");
}

function counted(all: readonly string[], one: string, several: string): string | undefined {
  if (all.length === 0) return undefined;
  return `${all.length} ${all.length === 1 ? one : several}`;
}
