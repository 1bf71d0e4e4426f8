import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { ApplicationSecrets, type ApplicationSecretsArgs } from "../../../components/application-secrets";
import {
  ALLOWED_SECRET_NAME,
  SECRET_NAME,
  validateApplicationSecrets,
} from "../../../components/application-secrets/validate";
import type { SecretSource } from "../../../components/shared/secret-source";
import { durationSeconds } from "../../../components/shared/quantity";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { pathText, shown } from "../../configuration/problem";
import { duration, group, text } from "../../configuration/schema/fields";
import type { Draft, SettingsOf } from "../../configuration/section";
import { type Dependencies, NOT_YET_KNOWN } from "../dependencies";
import { protecting } from "../protection";
import { secretValue } from "../secret-values";
import type { EnvironmentConfiguration, EnvironmentParts } from "./environment";
import type { SecondRegion } from "./second-region";

const DAY = 86_400;

const secret = group(
  {
    name: text(SECRET_NAME, {
      description: "Name of the secret, by which services name it.",
      allowed: ALLOWED_SECRET_NAME,
      changing: "makes another secret, without the value; the former is deleted after its recovery window",
      examples: ["session-key"],
    }),
    description: text(/^.{1,2048}$/, {
      description: "What the secret is for; plain text that everybody may read.",
      allowed: "a text of at most 2048 characters in one line",
      changing: "no downtime",
      examples: ["Signs the cookies of sessions"],
    }).optional(),
    recoveryWindow: duration(7 * DAY, 30 * DAY, {
      description: "How long the secret can be restored after it was deleted.",
      changing: "no downtime",
      examples: ["30d"],
    }).default("30d"),
  },
  {
    description: "A secret: its name and what it is for, never its value.",
    changing: "adding or removing one leaves the others alone; about 0.40 USD a month each",
    examples: [{ name: "session-key" }],
  },
);

const keys = {
  secrets: z
    .array(secret)
    .min(1)
    .meta({
      description:
        "Secrets of the application in Secrets Manager, under the environment's key: created empty, or with the value that pulumi config set --secret proofpix-secrets:<name> puts into the stack's file.",
      allowed: "a list with at least one secret, never its value",
      changing: "adding or removing one leaves the others alone; about 0.40 USD a month each",
      examples: [[{ name: "session-key", description: "Signs the cookies of sessions" }]],
    })
    .optional(),
};

/** Settings of declared secrets. */
export type SecretsSettings = SettingsOf<typeof keys>;

type SecretsConfiguration = SecretsSettings & EnvironmentConfiguration;

/** What services take of the declared secrets. */
export interface SecretsParts {
  /** Source of a container's variable for each declared secret, by its name. */
  readonly secretSources: Readonly<Record<string, SecretSource>>;
  readonly applicationSecrets: ApplicationSecrets | undefined;
}

/** The application's secrets (CO-3), which the second region keeps copies of (SE-8). */
export const secretsSection = {
  keys,

  check({ right, configuration }: Draft<SecretsSettings, SecretsConfiguration>, problems: ArgumentProblems): void {
    const { secrets = [] } = right;
    secrets.forEach((each, index) => {
      if (each === undefined) return;
      problems.require(
        secrets.findIndex((other) => other?.name === each.name) === index,
        pathText(["secrets", index, "name"]),
        `must be a name of its own, got ${shown(each.name)} a second time; rename one of the two`,
      );
    });
    if (configuration.secrets === undefined || configuration.secrets.length === 0) return;
    const args = applicationSecretsArgs(configuration, { key: NOT_YET_KNOWN.key, secondRegion: undefined });
    validateApplicationSecrets(
      args,
      problems.at((path) => keyOfArgument(path, secrets)),
    );
  },

  create(
    configuration: SecretsConfiguration,
    parts: EnvironmentParts & Pick<Dependencies, "key"> & { readonly secondRegion: SecondRegion | undefined },
  ): SecretsParts {
    if (configuration.secrets === undefined) return { secretSources: {}, applicationSecrets: undefined };
    const args = withValues(applicationSecretsArgs(configuration, parts));
    const applicationSecrets = new ApplicationSecrets(`${parts.name}-secret`, args, parts.options);
    return { secretSources: applicationSecrets.sources, applicationSecrets };
  },

  outputs: (_configuration: object, { applicationSecrets }: SecretsParts): SecretsOutputs => ({
    secretArns: applicationSecrets?.secretArns ?? {},
  }),
};

interface SecretsOutputs {
  /** ARNs of the declared secrets by name, with which people put values into them. */
  readonly secretArns: Readonly<Record<string, pulumi.Output<string>>>;
}

/**
 * Names of the declared secrets; undefined where something is wrong with one, which may be the one that is looked for.
 */
export function declaredNames({
  right: { secrets },
  written,
}: Pick<Draft<SecretsSettings, object>, "right" | "written">): string[] | undefined {
  if (secrets === undefined) return written.secrets === undefined ? [] : undefined;
  const names = secrets.flatMap((each) => each?.name ?? []);
  return names.length === secrets.length ? names : undefined;
}

/** Arguments of the declared secrets, without values. */
export function applicationSecretsArgs(
  { secrets = [], protect, tags }: SecretsConfiguration,
  { key, secondRegion }: Pick<Dependencies, "key"> & { readonly secondRegion: SecondRegion | undefined },
): ApplicationSecretsArgs {
  return {
    secrets: Object.fromEntries(
      secrets.map(({ name, description, recoveryWindow }) => [
        name,
        {
          ...(description !== undefined && { description }),
          recoveryWindowInDays: durationSeconds(recoveryWindow) / DAY,
        },
      ]),
    ),
    kmsKeyArn: key.keyArn,
    ...(secondRegion !== undefined && {
      replica: { region: secondRegion.region, kmsKeyArn: secondRegion.keyArn },
    }),
    tags,
    transform: { secret: protecting(protect) },
  };
}

/** The values that the stack's file holds, encrypted. */
function withValues(args: ApplicationSecretsArgs): ApplicationSecretsArgs {
  const secrets = Object.entries(args.secrets).map(([name, each]) => {
    const value = secretValue(name);
    return [name, { ...each, ...(value !== undefined && { value }) }] as const;
  });
  return { ...args, secrets: Object.fromEntries(secrets) };
}

/** `secrets.session-key.description` of the component is `secrets[0].description` of the configuration. */
function keyOfArgument(path: string, secrets: NonNullable<Draft<SecretsSettings, object>["right"]["secrets"]>) {
  const [, name, rest = ""] = /^secrets\.([^.]+)(.*)$/s.exec(path) ?? [];
  const index = secrets.findIndex((each) => each?.name === name);
  return index < 0 ? undefined : `${pathText(["secrets", index])}${rest.replace("InDays", "")}`;
}
