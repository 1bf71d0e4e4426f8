/** A build stage of a Dockerfile. */
export interface Stage {
  readonly base: string;
  /** Name in lower case, by which others know the stage; undefined where it has none. */
  readonly name: string | undefined;
}

const FROM = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?\s*$/i;

/** The stages of a Dockerfile, in order (Dockerfile reference, "FROM"). */
export function stagesOf(content: string): Stage[] {
  return instructionsOf(content).flatMap((instruction) => {
    const [, base, name] = FROM.exec(instruction) ?? [];
    return base === undefined ? [] : [{ base, name: name?.toLowerCase() }];
  });
}

/** Whether a build can stop at a target: the name of a stage in any case, or its number. */
export function hasStage(stages: readonly Stage[], target: string): boolean {
  return stages.some(({ name }, index) => name === target.toLowerCase() || String(index) === target);
}

/** Lines without comments, each with what continues it. */
function instructionsOf(content: string): string[] {
  const lines = content.split(/\r?\n/).filter((line) => !line.trimStart().startsWith("#"));
  return lines.join("\n").replace(/\\\n/g, " ").split("\n");
}
