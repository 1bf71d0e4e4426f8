/** Kinds of environments: they decide how hard policies hold, and what is protected unless the configuration says so. */
export const ENVIRONMENT_KINDS = ["development", "staging", "production"] as const;

/** What an environment is for, whatever its name. */
export type EnvironmentKind = (typeof ENVIRONMENT_KINDS)[number];

/** Tag of resources that holds the kind where the value of their tag `Environment` doesn't say it. */
export const ENVIRONMENT_KIND_TAG = "EnvironmentKind";

/** What a name begins with, by the kind that it says. */
export const KIND_WORDS: Readonly<Record<EnvironmentKind, readonly string[]>> = {
  development: ["development", "dev"],
  staging: ["staging"],
  production: ["production", "prod"],
};

/**
 * The kind that an environment's name says: `production`, `production-us` and `prod-us` are all production.
 * @returns undefined for a name that says none, such as `qa`.
 */
export function environmentKindOf(name: string): EnvironmentKind | undefined {
  const [beginning = ""] = name.split("-");
  return ENVIRONMENT_KINDS.find((kind) => KIND_WORDS[kind].includes(beginning));
}
