import { ENVIRONMENT_KIND_TAG } from "../../components/shared/environment-kind";
import {
  type Environment,
  ENVIRONMENTS,
  type Finding,
  MANDATORY_FROM_STAGING,
  resourceRule,
  type ResourceView,
  textList,
} from "../core";
import { SERVICE } from "./shared/ecs-service";
import { ENVIRONMENT_TAG, GROUP, kindByTags, tagOf } from "./shared/environment-tags";
import { TAGGED_TYPES } from "./shared/tagged-types";

interface Settings {
  /** Names of the tags that each resource has to have. */
  readonly required: readonly string[];
  /** Kind of environment that the tags have to name; empty if any kind will do. */
  readonly environment: string;
  /** The values that each tag may have. A tag that isn't listed may have any value. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

const REQUIRED = [ENVIRONMENT_TAG, "Owner", "CostCenter"];

export const requiredTags = resourceRule<Settings>({
  name: "required-tags",
  title: "Everything that costs money names its owner",
  description:
    "Resources that cost money or hold data have the required tags, their own or the provider's `defaultTags`, with " +
    "allowed values. The beginning of `Environment`, or `EnvironmentKind`, says what the environment is for. Auto " +
    "Scaling groups and ECS services pass the tags on to instances and tasks.",
  why:
    "Only tags can divide the bill, and nobody dares to remove a resource without an owner. Access that depends on " +
    "the environment's tag needs it on every resource.",
  fix:
    "Set the tags once under the provider's `defaultTags`; Auto Scaling groups need them under `tags` with " +
    '`propagateAtLaunch: true`, ECS services `propagateTags: "SERVICE"`.',
  severity: "low",
  identifiers: { checkov: ["CKV_AWS_153"] },
  requirements: ["ENV-4", "RP-1"],
  references: [
    {
      title: "AWS Whitepaper, Best Practices for Tagging AWS Resources",
      url: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
    },
    {
      title: "Amazon EC2 Auto Scaling User Guide, Tag Auto Scaling groups and instances",
      url: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html",
    },
    {
      title: "Amazon ECS Developer Guide, Tagging Amazon ECS resources",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html",
    },
  ],
  types: TAGGED_TYPES,
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      required: textList("Names of the tags that each resource has to have"),
      environment: {
        type: "string",
        enum: ["", ...ENVIRONMENTS],
        description:
          "What the tag `Environment` has to begin with, as in `production-us`, or the tag `EnvironmentKind` has to be; " +
          "empty where any will do",
      },
      values: {
        type: "object",
        additionalProperties: { type: "array", items: { type: "string" } },
        description: "The values that a tag may have, by its name; a tag that isn't named here may have any",
      },
    },
    defaults: {
      development: settingsOf("development"),
      staging: settingsOf("staging"),
      production: settingsOf("production"),
    },
    unconfigured: { required: REQUIRED, environment: "", values: {} },
  },
  check: (resource, settings) => [
    ...missingTags(resource, settings),
    ...otherEnvironment(resource, settings),
    ...(resource.type === GROUP ? keptFromInstances(resource, settings) : keptFromTasks(resource)),
  ],
});

function settingsOf(environment: Environment): Settings {
  return { required: REQUIRED, environment, values: {} };
}

function missingTags(resource: ResourceView, { required, values }: Settings): Finding[] {
  if (!resource.string("tags").known) return [];
  return required.flatMap((name) => {
    const tag = tagOf(resource, name);
    return tag.known ? judged(name, tag.value, values[name]) : [];
  });
}

function judged(name: string, value: string | undefined, allowed: readonly string[] | undefined): Finding[] {
  if (value !== undefined && value !== "" && (allowed === undefined || allowed.includes(value))) return [];
  return [
    {
      property: `tags["${name}"]`,
      value,
      problem: "neither the bill nor the console tells whose it is",
      allowed: allowed === undefined ? "any text" : allowed.join(", "),
      fix: "set it among its tags or the provider's defaultTags",
    },
  ];
}

/** A missing tag has a finding already. */
function otherEnvironment(resource: ResourceView, { environment }: Settings): Finding[] {
  if (environment === "") return [];
  const [kind, tag] = [kindByTags(resource), tagOf(resource, ENVIRONMENT_TAG)];
  if (!kind.known || !tag.known || tag.value === undefined || tag.value === "" || kind.value === environment) return [];
  return [
    {
      property: `tags["${ENVIRONMENT_TAG}"]`,
      value: tag.value,
      problem: `neither it nor ${ENVIRONMENT_KIND_TAG} says that the environment is for ${environment}`,
      allowed: `${environment}, ${environment}-…`,
      fix: `begin it with "${environment}", or set ${ENVIRONMENT_KIND_TAG}: "${environment}" beside it, among its tags or the provider's defaultTags`,
    },
  ];
}

function keptFromInstances(group: ResourceView, { required }: Settings): Finding[] {
  return group.each("tags").flatMap((tag) => {
    const [key, propagates] = [tag.string("key"), tag.boolean("propagateAtLaunch")];
    if (!key.known || !required.includes(key.value ?? "") || !propagates.known || propagates.value === true) return [];
    return [
      {
        property: `${tag.path}.propagateAtLaunch`,
        value: propagates.value,
        problem: `instances, which are what costs money, don't get the tag ${key.value ?? ""}`,
        allowed: "true",
        fix: "set propagateAtLaunch: true",
      },
    ];
  });
}

function keptFromTasks(service: ResourceView): Finding[] {
  if (service.type !== SERVICE) return [];
  const from = service.string("propagateTags");
  if (!from.known || (from.value ?? "NONE") !== "NONE") return [];
  return [
    {
      property: "propagateTags",
      value: from.value,
      problem: "tasks, which are what costs money, get no tags",
      allowed: "SERVICE, TASK_DEFINITION",
      fix: 'set propagateTags: "SERVICE"',
    },
  ];
}
