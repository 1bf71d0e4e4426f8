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

/** Instructions (Dockerfile reference, "Overview"). */
const INSTRUCTIONS = [
  ...["ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER"],
  ...["ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"],
];

/** The first instruction that Docker doesn't know; what stands in a heredoc is none of them. */
export function unknownInstruction(content: string): string | undefined {
  const lines = instructionsOf(content);
  if (lines.some((line) => line.includes("<<"))) return undefined;
  const words = lines.flatMap((line) => line.trim().split(/\s+/)[0] ?? []).filter((word) => word !== "");
  return words.find((word) => !INSTRUCTIONS.includes(word.toUpperCase()));
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
