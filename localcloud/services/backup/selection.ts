import { randomUUID } from "node:crypto";
import { parseArn, ROLE_ARN } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { isProperties, objects, text, texts, valuesAt } from "../../model/values";
import { warningOf } from "../../model/warning";
import { missingPermission } from "../iam/role-permissions";
import { isAssumableBy, roleByArn } from "../iam/role-reference";
import { PLAN, SELECTION } from "./plan";
import { SUPPORTED_SERVICES, UNSUPPORTED_SERVICES } from "./supported-services";

/** AWS Backup API Reference, BackupSelection. */
const MOST_ARNS = 500;
const MOST_PATTERNS = 30;

/** AWS Backup Developer Guide, "IAM service roles": the service that assumes the role. */
const SERVICE = "backup.amazonaws.com";

/**
 * Which resources a plan backs up, and with which role (AWS Backup Developer Guide, "Assign resources to a backup
 * plan").
 */
export const selection: ResourceType = {
  type: SELECTION,
  mapping: {
    operation: "backup.CreateBackupSelection",
    within: "BackupSelection",
    inputs: {
      name: "BackupSelection.SelectionName",
      planId: "BackupPlanId",
      selectionTags: "BackupSelection.ListOfTags",
      "selectionTags[].type": "BackupSelection.ListOfTags.ConditionType",
      "selectionTags[].key": "BackupSelection.ListOfTags.ConditionKey",
      "selectionTags[].value": "BackupSelection.ListOfTags.ConditionValue",
      conditions: null,
    },
  },
  autonaming: { input: "name", maximumLength: 50 },
  replaceOnChanges: [
    "conditions",
    "iamRoleArn",
    "name",
    "notResources",
    "planId",
    "resources",
    "selectionTags",
    "region",
  ],
  references: [
    {
      input: "planId",
      to: [PLAN],
      inRegion: true,
      missing: {
        code: "InvalidParameterValueException",
        message: (id) => `Cannot find Backup plan with ID ${id}`,
      },
    },
  ],
  rules: [
    requireSelecting,
    requireArns("resources"),
    requireArns("notResources"),
    requireConditionKeys,
    requireAssumable,
    requireTagReader,
    warningOf(refuseEverything, "each resource that AWS Backup supports is backed up, and paid for"),
  ],
  make: ({ inputs }) => ({
    id: randomUUID(),
    computed: { conditions: objects(inputs, "conditions"), notResources: texts(inputs, "notResources") },
  }),
};

function requireSelecting({ inputs }: Operation): void {
  if (texts(inputs, "resources").length + objects(inputs, "selectionTags").length > 0) return;
  refuse(
    "InvalidParameterValueException",
    "Invalid backup selection. Either 'ListOfTags' or 'Resources' section must be non-empty.",
    "resources, selectionTags",
  );
}

function requireArns(input: "resources" | "notResources"): (operation: Operation) => void {
  return ({ inputs }) => {
    const given = texts(inputs, input);
    const patterns = given.filter((each) => each.includes("*"));
    if (given.length > MOST_ARNS || patterns.length > MOST_PATTERNS) {
      refuse(
        "InvalidParameterValueException",
        `A selection takes ${MOST_ARNS} ARNs at most, ${MOST_PATTERNS} of them with wildcards, got ${given.length} and ${patterns.length}`,
        input,
      );
    }
    given.forEach((each, index) => {
      const problem = arnProblem(each);
      if (problem !== undefined) refuse("InvalidParameterValueException", problem, `${input}[${index}]`);
    });
  };
}

/** What is wrong with an ARN or a pattern (AWS Backup API Reference, BackupSelection). */
function arnProblem(text: string): string | undefined {
  if (text === "*") return undefined;
  const { service, resource } = parseArn(text);
  if (service === "") return `Invalid ARN: ${text}`;
  if (service !== "*" && !SUPPORTED_SERVICES.includes(service)) return unsupported(service, text);
  return resource.slice(0, -1).includes("*") ? `The wildcard has to stand at the end: ${text}` : undefined;
}

function unsupported(service: string, text: string): string {
  const uncovered = UNSUPPORTED_SERVICES[service];
  const reason = uncovered === undefined ? "" : `, as AWS Backup doesn't cover ${uncovered}`;
  return `Unsupported resource type${reason}: ${text}`;
}

/** AWS Backup API Reference, ConditionParameter: `aws:ResourceTag/` and the tag, unlike those of `selectionTags`. */
function requireConditionKeys({ inputs }: Operation): void {
  const operators = ["stringEquals", "stringLikes", "stringNotEquals", "stringNotLikes"];
  for (const { path, value } of operators.flatMap((each) => valuesAt(inputs, `conditions[].${each}[]`))) {
    const key = isProperties(value) ? (text(value, "key") ?? "") : "";
    if (key.startsWith("aws:ResourceTag/")) continue;
    refuse(
      "InvalidParameterValueException",
      `Invalid condition key: it has to begin with aws:ResourceTag/, got ${key}`,
      `${path}.key`,
    );
  }
}

function requireAssumable({ inputs, cloud }: Operation): void {
  const roleArn = text(inputs, "iamRoleArn") ?? "";
  const role = roleByArn(roleArn, cloud);
  if (role !== undefined && isAssumableBy(role, SERVICE)) return;
  const reason = ROLE_ARN.test(roleArn) ? "cannot be assumed by AWS Backup" : "is no role's ARN";
  refuse("InvalidParameterValueException", `IAM Role ${roleArn} ${reason}`, "iamRoleArn");
}

/** The provider's source (`resourceSelectionCreate`): AWS Backup tries the role when it selects. */
function requireTagReader({ inputs, cloud }: Operation): void {
  const roleArn = text(inputs, "iamRoleArn") ?? "";
  const role = roleByArn(roleArn, cloud);
  const action = "tag:GetResources";
  if (role === undefined || missingPermission(role, [{ action, resource: "*" }], cloud) === undefined) return;
  refuse("InvalidParameterValueException", `IAM Role ${roleArn} is not authorized to call ${action}`, "iamRoleArn");
}

/**
 * Tags beside ARNs add to them: only conditions confine (AWS Backup Developer Guide, "Assigning resources
 * programmatically").
 */
function refuseEverything({ inputs }: Operation): void {
  if (!texts(inputs, "resources").includes("*") || objects(inputs, "conditions").length > 0) return;
  refuse("InvalidParameterValueException", "the selection takes * without conditions", "resources, conditions");
}
