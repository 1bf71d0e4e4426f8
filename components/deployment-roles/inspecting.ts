import { policyDocument, type PolicyDocument } from "../shared/policy-document";
import { accountArn, type DeploymentScope, named, RESOURCE_TAG } from "./scope";

/** What a preview needs beyond a viewer: the engine decrypts the secrets of configuration and state to compare them. */
export function previewing({ stateKeyArn }: DeploymentScope): PolicyDocument {
  return policyDocument({ Sid: "DecryptSecrets", Effect: "Allow", Action: "kms:Decrypt", Resource: stateKeyArn });
}

/** What a refresh needs beyond a preview. */
export function refreshing(scope: DeploymentScope): PolicyDocument {
  return policyDocument(
    {
      // Engines before the change of pulumi/pulumi#22385 take the lock for a refresh that changes nothing, too.
      Sid: "TakeTheLock",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:DeleteObject"],
      Resource: `${scope.stateBucketArn}/.pulumi/locks/*`,
    },
    {
      // Terraform's AWS provider, which Pulumi's is made of, asks for the value of a secret's version to refresh it.
      Sid: "ReadSecrets",
      Effect: "Allow",
      Action: "secretsmanager:GetSecretValue",
      Resource: accountArn(scope, "secretsmanager", "secret:*"),
      Condition: { StringEquals: { [RESOURCE_TAG]: scope.environment } },
    },
    {
      Sid: "DecryptThem",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: accountArn(scope, "kms", "key/*"),
      Condition: {
        StringEquals: {
          [RESOURCE_TAG]: scope.environment,
          "kms:ViaService": scope.regions.map((region) => `secretsmanager.${region}.amazonaws.com`),
        },
      },
    },
    {
      Sid: "ReadBuckets",
      Effect: "Allow",
      Action: ["s3:GetAccelerateConfiguration", "s3:GetReplicationConfiguration", "s3:ListBucket"],
      Resource: named(scope, `arn:${scope.partition}:s3:::`),
    },
  );
}
