import { policyDocument, type PolicyDocument } from "../shared/policy-document";
import { accountArn, auditObjects, type DeploymentScope } from "./scope";
import { throughS3 } from "./viewing";

/** What a developer may beyond a viewer. */
export function developing(scope: DeploymentScope): PolicyDocument {
  return policyDocument(
    {
      Sid: "ReadLogs",
      Effect: "Allow",
      Action: [
        "logs:FilterLogEvents",
        "logs:GetLogEvents",
        "logs:GetLogRecord",
        "logs:StartQuery",
        "logs:StopQuery",
        "logs:GetQueryResults",
      ],
      Resource: [
        accountArn(scope, "logs", `log-group:*${scope.namePrefix}-*`),
        accountArn(scope, "logs", `log-group:*${scope.namePrefix}`),
      ],
    },
    { Sid: "LogIntoRegistry", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    {
      Sid: "PushImages",
      Effect: "Allow",
      Action: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:CompleteLayerUpload",
        "ecr:GetDownloadUrlForLayer",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:StartImageScan",
        "ecr:UploadLayerPart",
      ],
      Resource: scope.repositoryArn,
    },
    {
      Sid: "RecordAndAskForApproval",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: [
        auditObjects(scope, "approvals", "*/request.json"),
        auditObjects(scope, "approvals", "*/end.json"), // takes a request back
        auditObjects(scope, "audit", "*"),
        auditObjects(scope, "records", "*"),
      ],
    },
    {
      Sid: "DecideOnNothing",
      Effect: "Deny",
      Action: "s3:PutObject",
      Resource: auditObjects(scope, "approvals", "*/decision.json"),
    },
    throughS3(scope, "EncryptWhatS3Writes", ["kms:GenerateDataKey"], [scope.auditKeyArn]),
  );
}

/** What an approver may beyond a viewer: decide, and take back. */
export function approving(scope: DeploymentScope): PolicyDocument {
  return policyDocument(
    {
      Sid: "Decide",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: [
        auditObjects(scope, "approvals", "*/decision.json"),
        auditObjects(scope, "approvals", "*/end.json"),
        auditObjects(scope, "audit", "*"),
      ],
    },
    throughS3(scope, "EncryptWhatS3Writes", ["kms:GenerateDataKey"], [scope.auditKeyArn]),
  );
}

/** What an administrator may beyond an operator. */
export function administering({ stateBucketArn, stateKeyArn }: DeploymentScope): PolicyDocument {
  return policyDocument(
    {
      Sid: "BringBackStates",
      Effect: "Allow",
      Action: ["s3:GetObjectVersion", "s3:ListBucketVersions", "s3:DeleteObjectVersion"],
      Resource: [stateBucketArn, `${stateBucketArn}/.pulumi/*`],
    },
    {
      Sid: "RepairKey",
      Effect: "Allow",
      Action: ["kms:EnableKey", "kms:CancelKeyDeletion", "kms:EnableKeyRotation"],
      Resource: stateKeyArn,
    },
  );
}
