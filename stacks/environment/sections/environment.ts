import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { ACCOUNT_ID } from "../../../components/shared/account-id";
import { arnPattern } from "../../../components/shared/arn";
import {
  ENVIRONMENT_KIND_TAG,
  ENVIRONMENT_KINDS,
  type EnvironmentKind,
  environmentKindOf,
} from "../../../components/shared/environment-kind";
import { DEFAULT_LOG_RETENTION_DAYS, LOG_RETENTION_DAYS } from "../../../components/shared/log-retention";
import { ALLOWED_REGION, OTHER_PARTITIONS, REGION } from "../../../components/shared/region";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { z } from "zod";
import { NAMESPACE, shown } from "../../configuration/problem";
import { flag, oneOf, text, textList } from "../../configuration/schema/fields";
import { checkTagKeys, tags } from "../../configuration/schema/tags";
import type { Draft, SettingsOf } from "../../configuration/section";
import { isEnvironmentName } from "../environment-name";
import { environmentPrefix } from "../../configuration/environment-prefix";

const REBUILT = "builds everything anew in the other place: a new environment, not a change";

const POLICY_ARN = arnPattern({ service: "iam", region: "", resource: "policy/[\\w+=,.@/-]+" });

/** Tags that the program sets. The components add `Name`, and ECS adds `AmazonECSManaged` to instances. */
const RESERVED_TAGS = ["Project", "Environment", ENVIRONMENT_KIND_TAG, "ManagedBy", "Name", "AmazonECSManaged"];

const keys = {
  kind: oneOf(ENVIRONMENT_KINDS, {
    description:
      "What the environment is for (ENV-1..3): decides which policies stop a deployment, and on protection; what the stack's name begins with unless given, as in production-us.",
    changing: "no downtime; other policies, and protection unless proofpix:protect is given",
  }).optional(),
  region: text(REGION, {
    description: "AWS region of the environment.",
    allowed: `${ALLOWED_REGION}, as ${OTHER_PARTITIONS}`,
    changing: REBUILT,
    examples: ["eu-west-1"],
  }),
  allowedAccountIds: textList(ACCOUNT_ID, {
    description: "AWS accounts in which this environment may be deployed; in any other nothing happens (ENV-4).",
    allowed: "the 12 digits of an AWS account in quotes",
    changing: REBUILT,
    examples: ["123456789012"],
  }),
  tags,
  logRetentionDays: z
    .literal(LOG_RETENTION_DAYS)
    .meta({
      description: "Days for which logs are kept.",
      allowed: `one of ${LOG_RETENTION_DAYS.join(", ")}`,
      changing: "no downtime; a shorter time deletes what is older; storage costs about 3 cents a GB and month",
      examples: [365],
    })
    .default(DEFAULT_LOG_RETENTION_DAYS),
  permissionsBoundary: text(POLICY_ARN, {
    description:
      "Policy that bounds every role of the environment (SE-4): the output boundaryArn of the bootstrap stack, without which its operators may create no role.",
    allowed: "the ARN of a policy of IAM",
    changing: "no downtime; roles that are there get it in place",
    examples: ["arn:aws:iam::123456789012:policy/deployment/proofpix-production-boundary"],
  }).optional(),
  protect: flag({
    description:
      "Whether what holds data or secures the environment refuses to be deleted: true where proofpix:kind is production, false elsewhere, unless given.",
    changing: "no downtime; set it to false and deploy before you destroy the stack",
  }).optional(),
};

type EnvironmentSettings = SettingsOf<typeof keys>;

/** The configuration of an environment as a whole. */
export interface EnvironmentConfiguration extends Pick<
  EnvironmentSettings,
  "allowedAccountIds" | "logRetentionDays" | "permissionsBoundary" | "region"
> {
  /** Name of the environment, which is the stack's. */
  readonly environment: string;
  /** What the environment is for: development, staging or production. */
  readonly kind: EnvironmentKind;
  /** Whether what holds data or secures the environment refuses to be deleted. */
  readonly protect: boolean;
  /** Tags of every resource. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Name, options and account for the components of an environment. */
export interface EnvironmentParts {
  /** Beginning of every logical name. */
  readonly name: string;
  /** Provider of the environment's region, for its own accounts only. */
  readonly provider: aws.Provider;
  readonly options: pulumi.ComponentResourceOptions;
  readonly accountId: pulumi.Output<string>;
}

/** What an environment is for, where it is deployed, and what holds for all of its resources. */
export const environmentSection = {
  keys,

  resolve(
    settings: EnvironmentSettings,
    environment: string,
  ): Pick<EnvironmentConfiguration, "environment" | "kind" | "protect" | "tags"> {
    const kind = kindOf(settings, environment);
    return {
      environment,
      kind,
      protect: settings.protect ?? kind === "production",
      tags: { ...settings.tags, ...ownTags(environment, kind) },
    };
  },

  check(draft: Draft<EnvironmentSettings, EnvironmentConfiguration>, problems: ArgumentProblems): void {
    checkKind(draft, problems);
    checkTagKeys(draft.right.tags, RESERVED_TAGS, problems);
  },

  create(configuration: EnvironmentConfiguration): EnvironmentParts {
    const { environment, region, allowedAccountIds, permissionsBoundary } = configuration;
    const name = environmentPrefix(environment);
    const provider = new aws.Provider(name, { region, allowedAccountIds: [...allowedAccountIds] });
    const { accountId } = aws.getCallerIdentityOutput({}, { provider });
    const transformations = permissionsBoundary === undefined ? [] : [bounded(permissionsBoundary)];
    return { name, provider, options: { providers: [provider], transformations }, accountId };
  },

  outputs: ({ region }: EnvironmentConfiguration, { accountId }: EnvironmentParts): EnvironmentOutputs => ({
    accountId,
    region,
  }),
};

/** Gives each role of a component, and of its children, a permissions boundary. */
function bounded(permissionsBoundary: string): pulumi.ResourceTransformation {
  return ({ type, props, opts }) =>
    type === "aws:iam/role:Role" ? { props: { ...(props as object), permissionsBoundary }, opts } : undefined;
}

interface EnvironmentOutputs {
  /** Account that the environment was deployed into. */
  readonly accountId: pulumi.Output<string>;
  readonly region: string;
}

/** What an environment is for. The check refuses one without a kind; until then it counts as the strictest. */
export function kindOf({ kind }: Pick<EnvironmentSettings, "kind">, environment: string): EnvironmentKind {
  return kind ?? environmentKindOf(environment) ?? "production";
}

/** Tags by which policies and people tell environments apart. The kind has a tag where the name doesn't tell it. */
function ownTags(environment: string, kind: EnvironmentKind): Record<string, string> {
  const isSaid = environmentKindOf(environment) === kind;
  return {
    Project: NAMESPACE,
    Environment: environment,
    ...(!isSaid && { [ENVIRONMENT_KIND_TAG]: kind }),
    ManagedBy: "Pulumi",
  };
}

/** Records an environment without a kind, or with another than its name tells (ENV-1..3). */
function checkKind(
  { right: { kind }, configuration: { environment }, written }: Draft<EnvironmentSettings, EnvironmentConfiguration>,
  problems: ArgumentProblems,
): void {
  if (!isEnvironmentName(environment)) return;
  const said = environmentKindOf(environment);
  const kinds = ENVIRONMENT_KINDS.map(shown).join(", ");
  problems.require(
    said !== undefined || written.kind !== undefined,
    "kind",
    `is missing, as the stack's name ${shown(environment)} doesn't say what it is for; add ${kinds}, or begin the name with one of them, such as "staging-eu"`,
  );
  problems.require(
    kind === undefined || said === undefined || kind === said,
    "kind",
    `must be ${shown(said)}, as the stack's name ${shown(environment)} says, got ${shown(kind)}; leave it out, or give the stack another name`,
  );
}
