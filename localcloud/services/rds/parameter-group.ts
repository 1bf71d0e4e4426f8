import { refuse } from "../../model/aws-error";
import type { DocumentedLimit } from "../../model/limits";
import { outputsOf } from "../../model/resource";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { nameOf, refuseUnmodelled } from "../shared/inputs";
import { families } from "./engines";
import { rdsArn } from "./identifiers";
import { parameterRules } from "./parameters";
import { inputText } from "./reading";

export const PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup";
export const CLUSTER_PARAMETER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup";

const FAMILY: readonly DocumentedLimit[] = [
  {
    document: "Amazon RDS API Reference, CreateDBParameterGroup, DBParameterGroupFamily",
    required: true,
    allows: (family) => typeof family === "string" && families().includes(family),
    code: "InvalidParameterValue",
    message: (family) => `ParameterGroupFamily ${family} is not a valid parameter group family`,
  },
];

const GROUP_NAME: readonly DocumentedLimit[] = [
  {
    document: "Amazon RDS API Reference, CreateDBParameterGroup, DBParameterGroupName",
    maxLength: 255,
    pattern: "^[a-z](?:[-.]?[a-z0-9])*$",
    code: "InvalidParameterValue",
    message: () =>
      "The parameter DBParameterGroupName is not a valid identifier. Identifiers must begin with a letter; must contain only lowercase ASCII letters, digits, periods and hyphens; and must not end with a hyphen or contain two consecutive hyphens.",
  },
];

const APPLY_METHOD: readonly DocumentedLimit[] = [
  { document: "Amazon RDS API Reference, Parameter, ApplyMethod", enum: ["immediate", "pending-reboot"] },
];

/** Parameters of instances. */
export const parameterGroup: ResourceType = groupType({
  type: PARAMETER_GROUP,
  operation: "rds.CreateDBParameterGroup",
  modification: "ModifyDBParameterGroup",
  nameMember: "DBParameterGroupName",
  arnKind: "pg",
  isOfClusters: false,
});

/** Parameters of clusters. */
export const clusterParameterGroup: ResourceType = groupType({
  type: CLUSTER_PARAMETER_GROUP,
  operation: "rds.CreateDBClusterParameterGroup",
  modification: "ModifyDBClusterParameterGroup",
  nameMember: "DBClusterParameterGroupName",
  arnKind: "cluster-pg",
  isOfClusters: true,
});

function groupType(kind: {
  readonly type: string;
  readonly operation: string;
  readonly modification: string;
  readonly nameMember: string;
  readonly arnKind: string;
  readonly isOfClusters: boolean;
}): ResourceType {
  return {
    type: kind.type,
    mapping: {
      operation: kind.operation,
      inputs: {
        name: kind.nameMember,
        family: "DBParameterGroupFamily",
        parameters: `${kind.modification}:Parameters`,
        "parameters[].name": `${kind.modification}:Parameters.ParameterName`,
        "parameters[].value": `${kind.modification}:Parameters.ParameterValue`,
      },
    },
    documentedLimits: { family: FAMILY, name: GROUP_NAME, "parameters[].applyMethod": APPLY_METHOD },
    autonaming: { input: "name", maximumLength: 255, unlessGiven: "namePrefix" },
    defaults: { description: "Managed by Pulumi" },
    replaceOnChanges: ["description", "family", "name", "namePrefix", "region"],
    unique: {
      inputs: ["name"],
      scope: "region",
      code: "DBParameterGroupAlreadyExists",
      message: (name) => `Parameter group ${name} already exists`,
    },
    rules: [
      ...(kind.isOfClusters
        ? []
        : [refuseUnmodelled(["skipDestroy"], "groups that outlive the stack", "services/rds/parameter-group.ts")]),
      ...parameterRules(kind),
    ],
    make: (operation) => {
      const name = nameOf(operation);
      return { id: name, computed: { arn: rdsArn(operation, kind.arnKind, name), name } };
    },
  };
}

/** A group of AWS's own, such as `default.postgres17`. */
export function isDefaultGroup(name: string): boolean {
  return name.startsWith("default.");
}

/**
 * An input that names a parameter group, which AWS doesn't delete before its users.
 * @param of what uses it, as AWS's message calls it.
 */
export function parameterGroupReference(input: string, to: string, of: string): Reference {
  const isOfClusters = to === CLUSTER_PARAMETER_GROUP;
  return {
    input,
    to: [to],
    by: "name",
    inRegion: true,
    missing: {
      code: isOfClusters ? "DBClusterParameterGroupNotFound" : "DBParameterGroupNotFound",
      message: (name) => `${isOfClusters ? "DBClusterParameterGroup" : "DBParameterGroup"} not found: ${name}`,
    },
    inUse: {
      code: "InvalidDBParameterGroupState",
      message: () => `One or more ${of} are still members of this parameter group, so the group cannot be deleted`,
    },
    ignores: isDefaultGroup,
  };
}

/** A database and the parameter group that it asks for. */
export interface GroupRequest {
  readonly type: string;
  readonly input: string;
  /** Undefined where the program leaves it to AWS. */
  readonly name: string | undefined;
  /** The family that the database's version needs. */
  readonly family: string;
  /** What has the group, as AWS's message calls it. */
  readonly of: "instance" | "cluster";
}

/** Amazon RDS User Guide, "Working with parameter groups": a group of the version's family. */
export function requireFamilyOfGroup({ region, cloud }: Operation, request: GroupRequest): void {
  const { type, input, name, family: needed, of } = request;
  if (name === undefined) return;
  const group = cloud.ofType(type).find((each) => each.region === region && outputsOf(each).name === name);
  const family = isDefaultGroup(name) ? name.replace("default.", "") : inputText(group, "family");
  if (family === undefined || family === needed) return;
  refuse(
    "InvalidParameterCombination",
    `The Parameter Group ${name} with DBParameterGroupFamily ${family} can't be used for this ${of}. Please use a Parameter Group with DBParameterGroupFamily ${needed}`,
    input,
  );
}
