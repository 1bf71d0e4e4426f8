import * as pulumi from "@pulumi/pulumi";

/** Configuration namespace and Pulumi project: every key is written `proofpix:<key>`. */
export const NAMESPACE = "proofpix";

/** Where in the configuration a value stands: `["services", 0, "cpu"]`. */
export type KeyPath = readonly (string | number)[];

/** One thing that is wrong with a configuration. */
export interface Problem {
  /** The key as its user writes it, such as `proofpix:services[0].cpu`. */
  readonly key: string;
  /** What is wrong, the value, what is allowed and the likely fix. Never a value that may be secret. */
  readonly reason: string;
}

/**
 * Everything that is wrong with a configuration. A `RunError`, so that the engine shows the message without a stack
 * trace, which helps nobody who edits the file.
 */
export class ConfigurationError extends pulumi.RunError {
  override readonly name = "ConfigurationError";

  constructor(
    readonly environment: string,
    readonly problems: readonly Problem[],
  ) {
    super(summary(environment, problems));
  }
}

/** A path as its user writes it: `["services", 0, "cpu"]` is `proofpix:services[0].cpu`. */
export function keyText(path: KeyPath): string {
  return namespaced(pathText(path));
}

/** A path as its user writes it, without the namespace: `["services", 0, "cpu"]` is `services[0].cpu`. */
export function pathText(path: KeyPath): string {
  const segments = path.map((segment) => {
    if (typeof segment === "number") return `[${segment}]`;
    return /^[\w-]+$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
  });
  return segments.join("").replace(/^\./, "");
}

/** A key as its user writes it: `region` is `proofpix:region`. */
export function namespaced(key: string): string {
  return `${NAMESPACE}:${key}`;
}

const LONGEST_SHOWN = 100;

/** A value as a reason shows it. */
export function shown(value: unknown): string {
  const json = value === undefined ? "nothing" : JSON.stringify(value);
  return json.length <= LONGEST_SHOWN ? json : `${json.slice(0, LONGEST_SHOWN)}…`;
}

function summary(environment: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [
    `the configuration of stack "${environment}" has ${count}; nothing was created or changed:`,
    ...problems.map(({ key, reason }) => `  - ${key}: ${reason}`),
  ].join("\n");
}
