import { policyDocument, type PolicyDocument, type PolicyStatement } from "../shared/policy-document";
import { DEPLOYMENT_PATH } from "./roles";
import { type DeploymentScope, iamArn, RESOURCE_TAG, TAGGED_SERVICES } from "./scope";

/** Actions of IAM that change something. */
const CHANGES_OF_IAM = [
  "Add",
  "Attach",
  "Create",
  "Deactivate",
  "Delete",
  "Detach",
  "Enable",
  "Put",
  "Remove",
  "Set",
  "Tag",
  "Untag",
  "Update",
  "Upload",
].map((verb) => `iam:${verb}*`);

/**
 * What nobody with a role of an environment does, whatever else allows it: reach into another environment or region,
 * change who may do what, or touch what tells of it.
 */
export function guardrails(scope: DeploymentScope): PolicyDocument {
  const deployment = [iamArn(scope, `role${DEPLOYMENT_PATH}*`), iamArn(scope, `policy${DEPLOYMENT_PATH}*`)];
  return policyDocument(
    {
      Sid: "NotInOtherEnvironments",
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { StringNotEquals: { [RESOURCE_TAG]: scope.environment }, Null: { [RESOURCE_TAG]: "false" } },
    },
    {
      Sid: "NotWhoMayDoWhat",
      Effect: "Deny",
      Action: [...CHANGES_OF_IAM, "iam:PassRole", "sts:AssumeRole"],
      Resource: [
        ...deployment,
        ...["user/*", "group/*", "oidc-provider/*", "saml-provider/*"].map((kind) => iamArn(scope, kind)),
      ],
    },
    {
      Sid: "NoRoleWithoutBoundary",
      Effect: "Deny",
      Action: ["iam:CreateRole", "iam:PutRolePermissionsBoundary"],
      Resource: "*",
      Condition: { StringNotEquals: { "iam:PermissionsBoundary": scope.boundaryArn } },
    },
    { Sid: "NoBoundaryTakenAway", Effect: "Deny", Action: "iam:DeleteRolePermissionsBoundary", Resource: "*" },
    ...records(scope),
    {
      Sid: "NotInOtherRegions",
      Effect: "Deny",
      Action: TAGGED_SERVICES.map((service) => `${service}:*`),
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": scope.regions } },
    },
  );
}

/** What tells of what was done. */
function records(scope: DeploymentScope): readonly PolicyStatement[] {
  return [
    {
      Sid: "NotTheTrail",
      Effect: "Deny",
      Action: ["cloudtrail:Delete*", "cloudtrail:Put*", "cloudtrail:Stop*", "cloudtrail:Update*"],
      Resource: "*",
    },
    {
      Sid: "NotWhatIsRecorded",
      Effect: "Deny",
      Action: [
        "s3:BypassGovernanceRetention",
        "s3:Delete*",
        "s3:PutBucket*",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
        "s3:PutObjectLegalHold",
        "s3:PutObjectRetention",
      ],
      Resource: [scope.auditBucketArn, `${scope.auditBucketArn}/*`],
    },
    {
      Sid: "NotTheKeys",
      Effect: "Deny",
      Action: ["kms:CreateGrant", "kms:DisableKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"],
      Resource: [scope.stateKeyArn, scope.auditKeyArn],
    },
  ];
}
