import type { Properties } from "../../../../localcloud/model/values";
import { describeLimits } from "../../limits/inputs";
import { describeRules, describeWarnings, inLocalCloud, type TestCloud } from "../../support";
import { serviceTrust } from "../iam/policies";

const SELECTION = "aws:backup/selection:Selection";
const ROLE = "aws:iam/role:Role";
const INVALID = "InvalidParameterValueException";
const BACKUP_POLICY = "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup";

describeLimits(SELECTION, [
  ["name", "a selection", "a.selection", INVALID, "regular expression"],
  ["selectionTags[0].type", "STRINGLIKE", "STRINGEQUALS", INVALID, "enum value set"],
]);

function roleArn(cloud: TestCloud, name: string, trust: string, managedPolicyArns: string[] = [BACKUP_POLICY]): string {
  return String(cloud.create(ROLE, { name, assumeRolePolicy: trust, managedPolicyArns }).computed.arn);
}

function prepared(cloud: TestCloud) {
  cloud.create("aws:backup/vault:Vault", { name: "shop" });
  const rules = [{ ruleName: "daily", targetVaultName: "shop", lifecycle: { deleteAfter: 35 } }];
  const plan = cloud.create("aws:backup/plan:Plan", { name: "shop", rules });
  const iamRoleArn = roleArn(cloud, "backup", serviceTrust("backup"));
  return {
    inputs: { name: "shop", planId: plan.id, iamRoleArn, resources: ["arn:aws:rds:eu-west-1:123456789012:db:shop"] },
    tasks: roleArn(cloud, "tasks", serviceTrust("ecs-tasks")),
    powerless: roleArn(cloud, "powerless", serviceTrust("backup"), []),
  };
}

function resources(...arns: string[]): Properties {
  return { resources: arns };
}

function condition(key: string): Properties {
  return { conditions: [{ stringEquals: [{ key, value: "production" }] }] };
}

const TABLES = "arn:aws:dynamodb:eu-west-1:123456789012:table/";

describeRules(SELECTION, prepared, [
  ["a plan that isn't there", { planId: "none" }, {}, INVALID, "Cannot find Backup plan with ID none (planId)"],
  [
    "nothing to select",
    { resources: [] },
    { resources: [], selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }] },
    INVALID,
    "Invalid backup selection. Either 'ListOfTags' or 'Resources' section must be non-empty.",
  ],
  [
    "a cache, which AWS Backup doesn't cover",
    resources("arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:shop"),
    {},
    INVALID,
    "AWS Backup doesn't cover Amazon ElastiCache",
  ],
  [
    "a queue, which AWS Backup doesn't cover",
    resources("arn:aws:sqs:eu-west-1:123456789012:jobs"),
    {},
    INVALID,
    "AWS Backup doesn't cover Amazon SQS",
  ],
  ["what is no ARN", resources("shop"), {}, INVALID, "Invalid ARN: shop (resources[0])"],
  [
    "a wildcard in the middle",
    resources("arn:aws:s3:::*-logs"),
    resources("arn:aws:s3:::logs-*"),
    INVALID,
    "The wildcard has to stand at the end",
  ],
  [
    "more than 30 patterns",
    resources(...Array.from({ length: 31 }, (_, index) => `${TABLES}${index}-*`)),
    resources(...Array.from({ length: 30 }, (_, index) => `${TABLES}${index}-*`)),
    INVALID,
    "30 of them with wildcards, got 31 and 31",
  ],
  [
    "more than 500 ARNs",
    resources(...Array.from({ length: 501 }, (_, index) => `${TABLES}${index}`)),
    resources(...Array.from({ length: 500 }, (_, index) => `${TABLES}${index}`)),
    INVALID,
    "got 501 and 0",
  ],
  [
    "a condition on a tag without its prefix",
    condition("Environment"),
    condition("aws:ResourceTag/Environment"),
    INVALID,
    "got Environment (conditions[0].stringEquals[0].key)",
  ],
  [
    "a role of another service",
    ({ tasks }) => ({ iamRoleArn: tasks }),
    {},
    INVALID,
    "IAM Role arn:aws:iam::123456789012:role/tasks cannot be assumed by AWS Backup",
  ],
  [
    "a role that can't find what is tagged",
    ({ powerless }) => ({ iamRoleArn: powerless }),
    {},
    INVALID,
    "is not authorized to call tag:GetResources",
  ],
  [
    "a role that isn't there",
    { iamRoleArn: "arn:aws:iam::123456789012:role/none" },
    {},
    INVALID,
    "cannot be assumed by AWS Backup",
  ],
]);

describeWarnings(SELECTION, prepared, [
  [
    "everything that there is",
    resources("*"),
    { ...resources("*"), ...condition("aws:ResourceTag/Environment") },
    "each resource that AWS Backup supports is backed up",
  ],
]);

it("a selection is made anew for any change", () => {
  const { replaceOnChanges } = inLocalCloud().cloud.typeOf(SELECTION);

  expect([...replaceOnChanges].sort()).toEqual([
    "conditions",
    "iamRoleArn",
    "name",
    "notResources",
    "planId",
    "region",
    "resources",
    "selectionTags",
  ]);
});
