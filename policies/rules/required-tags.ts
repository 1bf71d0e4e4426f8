import { MANDATORY_FROM_STAGING, resourceRule, textList, type Finding, type ResourceView } from "../core";
import { SERVICE } from "./shared/ecs-service";
import { LOAD_BALANCER_TYPES } from "./shared/load-balancers";

interface Settings {
  /** Names of the tags that each resource has to have. */
  readonly required: readonly string[];
  /** The values that a tag may have, by its name; tags that aren't named here may have any. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

const REQUIRED = ["Environment", "Owner", "CostCenter"];

const GROUP = "aws:autoscaling/group:Group";

export const requiredTags = resourceRule<Settings>({
  name: "required-tags",
  title: "What costs money says whose it is",
  description:
    "Resources that are billed or hold data carry the required tags, their own or the provider's `defaultTags`, with " +
    "values that are allowed; Auto Scaling groups and ECS services hand them on to instances and tasks.",
  why:
    "The bill can be divided by tags only, and nobody dares to remove what nobody is named for. Access that is granted " +
    "by the tag of an environment needs it on every resource.",
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
  types: [
    GROUP,
    SERVICE,
    ...LOAD_BALANCER_TYPES,
    "aws:cloudfront/distribution:Distribution",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:dynamodb/table:Table",
    "aws:ebs/volume:Volume",
    "aws:ec2/instance:Instance",
    "aws:ec2/launchTemplate:LaunchTemplate",
    "aws:ec2/natGateway:NatGateway",
    "aws:ec2/vpc:Vpc",
    "aws:ecr/repository:Repository",
    "aws:ecs/cluster:Cluster",
    "aws:ecs/taskDefinition:TaskDefinition",
    "aws:efs/fileSystem:FileSystem",
    "aws:eks/cluster:Cluster",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:elasticache/serverlessCache:ServerlessCache",
    "aws:kms/key:Key",
    "aws:lambda/function:Function",
    "aws:opensearch/domain:Domain",
    "aws:rds/cluster:Cluster",
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:rds/instance:Instance",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketV2:BucketV2",
    "aws:secretsmanager/secret:Secret",
    "aws:sns/topic:Topic",
    "aws:sqs/queue:Queue",
    "aws:wafv2/webAcl:WebAcl",
  ],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      required: textList("Names of the tags that each resource has to have"),
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
    unconfigured: { required: REQUIRED, values: {} },
  },
  check: (resource, settings) =>
    resource.type === GROUP
      ? [...tagsOfGroup(resource, settings), ...keptFromInstances(resource, settings)]
      : [...tagsOf(resource, settings), ...keptFromTasks(resource)],
});

function settingsOf(environment: string): Settings {
  return { required: REQUIRED, values: { Environment: [environment] } };
}

function tagsOf(resource: ResourceView, settings: Settings): Finding[] {
  if (!isKnown(resource, "tags")) return [];
  return settings.required.flatMap((name) => {
    const tag = resource.at("tags").string(`["${name}"]`);
    return tag.known ? judged(name, `tags["${name}"]`, tag.value, settings) : [];
  });
}

/** Whether an object is known or not set; where it is neither, the pack says so once and not for each tag. */
function isKnown(resource: ResourceView, property: string): boolean {
  return resource.string(property).known;
}

/** Tags of Auto Scaling groups stand in a list, and get none of the provider's. */
function tagsOfGroup(group: ResourceView, settings: Settings): Finding[] {
  if (!isKnown(group, "tags")) return [];
  const keys = group.each("tags").map((tag) => tag.string("key"));
  if (keys.some((key) => !key.known)) return [];
  return settings.required.flatMap((name) => {
    const index = keys.findIndex((key) => key.known && key.value === name);
    const value = group.string(`tags[${index}].value`);
    return value.known ? judged(name, `tags["${name}"]`, index < 0 ? undefined : value.value, settings) : [];
  });
}

function judged(name: string, property: string, value: string | undefined, { values }: Settings): Finding[] {
  const allowed = values[name];
  if (value !== undefined && value !== "" && (allowed === undefined || allowed.includes(value))) return [];
  const example = allowed?.[0] ?? "…";
  return [
    {
      property,
      value,
      problem: "neither the bill nor the console tells whose it is",
      allowed: allowed === undefined ? "any text" : allowed.join(", "),
      fix: `set ${name}: "${example}" among its tags or the provider's defaultTags`,
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
