/**
 * Kinds of environments: they decide how hard policies hold, and what is protected unless the configuration says so.
 */
export const ENVIRONMENT_KINDS = ["development", "staging", "production"] as const;

/** Purpose of an environment. */
export type EnvironmentKind = (typeof ENVIRONMENT_KINDS)[number];

/** Tag that holds the kind of an environment whose name doesn't tell it. */
export const ENVIRONMENT_KIND_TAG = "EnvironmentKind";

/** First words of environments' names that tell their kind. */
export const KIND_WORDS: Readonly<Record<EnvironmentKind, readonly string[]>> = {
  development: ["development", "dev"],
  staging: ["staging"],
  production: ["production", "prod"],
};

/**
 * The kind that an environment's name tells: `production`, `production-us` and `prod-us` are all production.
 * @returns undefined for a name that tells none, such as `qa`.
 */
export function environmentKindOf(name: string): EnvironmentKind | undefined {
  const [beginning = ""] = name.split("-");
  return ENVIRONMENT_KINDS.find((kind) => KIND_WORDS[kind].includes(beginning));
}
