import type { EnforcementLevel } from "@pulumi/policy";
import { ENVIRONMENT_KINDS, type EnvironmentKind } from "../../components/shared/environment-kind";

/** The kinds of environments that rules have levels and configurations for. */
export const ENVIRONMENTS = ENVIRONMENT_KINDS;

export type Environment = EnvironmentKind;

/** One value for each environment. */
export type PerEnvironment<T> = Readonly<Record<Environment, T>>;

/** The same in each environment. */
export function everywhere<T>(value: T): PerEnvironment<T> {
  return { development: value, staging: value, production: value };
}

/** The enforcement level of a rule in each environment. */
export type Levels = PerEnvironment<EnforcementLevel>;

/** Advisory in development, mandatory from staging on. */
export const MANDATORY_FROM_STAGING: Levels = {
  development: "advisory",
  staging: "mandatory",
  production: "mandatory",
};

/** Advisory until production. */
export const MANDATORY_IN_PRODUCTION: Levels = {
  development: "advisory",
  staging: "advisory",
  production: "mandatory",
};

/** Disabled in development, where it would only cost money; advisory in staging, mandatory in production. */
export const ADVISORY_FROM_STAGING: Levels = {
  development: "disabled",
  staging: "advisory",
  production: "mandatory",
};

/** For what must never happen anywhere. */
export const ALWAYS_MANDATORY: Levels = everywhere("mandatory");
