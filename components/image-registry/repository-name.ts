const SHORTEST = 2;
const LONGEST = 256;
const COMPONENT = "[a-z0-9]+(?:[._-][a-z0-9]+)*";
const PATTERN = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);

/** Why Amazon ECR takes no repository of this name (Amazon ECR API Reference, CreateRepository), or undefined. */
export function repositoryNameProblem(name: string): string | undefined {
  if (name.length < SHORTEST || name.length > LONGEST) {
    return `must have ${SHORTEST} to ${LONGEST} characters, got ${name.length}`;
  }
  if (PATTERN.test(name)) return undefined;
  return (
    "must be lower-case letters and digits, joined by single dots, hyphens or underscores and divided by slashes, " +
    `such as "proofpix/enterprise", got ${JSON.stringify(name)}`
  );
}
