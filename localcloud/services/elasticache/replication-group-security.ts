import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, text, texts, type Properties } from "../../model/values";
import { vpcOf } from "../ec2/references";
import { given } from "../shared/inputs";
import { actualVersion, engineOf, isAtLeast } from "./engine-versions";
import { SUBNET_GROUP } from "./subnet-group";
import { isOfValkey, USER_GROUP } from "./user-group";

/** Encryption, who may connect, and from where. */
export const securityRules: readonly Rule[] = [
  requireSubnetGroupForEncryption,
  requireEncryptionForMode,
  requireEncryptionForUsers,
  refuseTokenAndUsers,
  requireToken,
  requireUsersOfEngine,
  requireEncryptionForKey,
  requireSecurityGroupsOfVpc,
];

/** Whether clients connect by TLS. */
export function isEncryptedInTransit(inputs: Properties): boolean {
  return flag(inputs, "transitEncryptionEnabled") === true;
}

/** Whether data is encrypted at rest: Valkey's is unless said otherwise (CreateReplicationGroup). */
function isEncryptedAtRest(inputs: Properties): boolean {
  return flag(inputs, "atRestEncryptionEnabled") ?? engineOf(inputs) === "valkey";
}

/** CreateReplicationGroup, TransitEncryptionEnabled. */
function requireSubnetGroupForEncryption({ inputs }: Operation): void {
  if (!isEncryptedInTransit(inputs) || text(inputs, "subnetGroupName") !== undefined) return;
  refuse(
    "InvalidParameterCombination",
    "Encryption features require a cache subnet group",
    "transitEncryptionEnabled, subnetGroupName",
  );
}

function requireEncryptionForMode({ inputs }: Operation): void {
  const mode = text(inputs, "transitEncryptionMode");
  if (mode === undefined) return;
  if (!isEncryptedInTransit(inputs)) {
    refuse(
      "InvalidParameterCombination",
      "Transit encryption mode is only supported with transit encryption enabled",
      "transitEncryptionMode, transitEncryptionEnabled",
    );
  }
  if (engineOf(inputs) === "valkey" || isAtLeast(actualVersion(inputs), "7.0.5") || mode === "required") return;
  refuse(
    "InvalidParameterCombination",
    "Transit encryption mode preferred is only supported from engine version 7.0.5 on",
    "transitEncryptionMode, engineVersion",
  );
}

/** CreateReplicationGroup, AuthToken; Amazon ElastiCache User Guide, "Role-Based Access Control". */
function requireEncryptionForUsers({ inputs }: Operation): void {
  const [found] = given(inputs, ["authToken", "userGroupIds"]);
  if (found === undefined || isEncryptedInTransit(inputs)) return;
  refuse(
    "InvalidParameterCombination",
    `${found === "authToken" ? "AuthToken" : "User group based access control"} requires encryption-in-transit to be enabled`,
    `${found}, transitEncryptionEnabled`,
  );
}

/** The provider's schema, ConflictsWith. */
function refuseTokenAndUsers({ inputs }: Operation): void {
  if (given(inputs, ["authToken", "userGroupIds"]).length < 2) return;
  refuse(
    "ConflictingArguments",
    'Conflicting configuration arguments: "auth_token" conflicts with user_group_ids',
    "authToken, userGroupIds",
  );
}

/** CreateReplicationGroup, AuthToken. The messages repeat no token. */
function requireToken({ inputs }: Operation): void {
  const token = text(inputs, "authToken");
  const strategy = text(inputs, "authTokenUpdateStrategy");
  if (strategy !== undefined && (strategy === "DELETE") !== (token === undefined)) {
    refuse(
      "InvalidParameterCombination",
      `A token is needed for the update strategies SET and ROTATE, and for DELETE none may be given, got ${strategy}`,
      "authToken, authTokenUpdateStrategy",
    );
  }
  if (token === undefined || /^[A-Za-z0-9!&#$^<>-]{16,128}$/.test(token)) return;
  refuse(
    "InvalidParameterValue",
    "Invalid AuthToken provided: 16 to 128 printable characters, of the special ones only !, &, #, $, ^, <, > and -.",
    "authToken",
  );
}

/** Amazon ElastiCache User Guide, "Role-Based Access Control". */
function requireUsersOfEngine({ inputs, cloud }: Operation): void {
  const [id] = texts(inputs, "userGroupIds");
  const group = id === undefined ? undefined : cloud.find(USER_GROUP, id);
  if (group === undefined || engineOf(inputs) === "valkey") return;
  if (!isAtLeast(actualVersion(inputs), "6.0")) {
    refuse(
      "InvalidParameterCombination",
      "User groups are supported from Redis OSS 6.0 on",
      "userGroupIds, engineVersion",
    );
  }
  if (!isOfValkey(group.inputs)) return;
  refuse(
    "InvalidParameterCombination",
    `User group ${group.id} of engine VALKEY can't be associated with a replication group of engine redis`,
    "userGroupIds, engine",
  );
}

function requireEncryptionForKey({ inputs }: Operation): void {
  if (text(inputs, "kmsKeyId") === undefined || isEncryptedAtRest(inputs)) return;
  refuse(
    "InvalidParameterCombination",
    "Kms key id can only be specified with encryption at rest enabled",
    "kmsKeyId, atRestEncryptionEnabled",
  );
}

/** CreateReplicationGroup, InvalidParameterValue: security groups of the network in which the nodes are. */
function requireSecurityGroupsOfVpc({ inputs, cloud }: Operation): void {
  const vpcId = text(cloud.find(SUBNET_GROUP, text(inputs, "subnetGroupName") ?? "")?.computed ?? {}, "vpcId");
  const other = texts(inputs, "securityGroupIds").find((id) => {
    const found = vpcOf(cloud, "aws:ec2/securityGroup:SecurityGroup", id);
    return vpcId !== undefined && found !== undefined && found !== vpcId;
  });
  if (other === undefined) return;
  refuse(
    "InvalidParameterValue",
    `Security group ${other} is not in the VPC of the subnet group, ${vpcId ?? ""}`,
    "securityGroupIds, subnetGroupName",
  );
}
