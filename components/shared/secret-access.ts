import * as pulumi from "@pulumi/pulumi";
import { parseArn } from "./arn";
import type { PolicyConditions, PolicyStatementInput } from "./policy-document";

/** A secret of Secrets Manager and the KMS key that encrypts it, and further ones under the same key. */
export interface EncryptedSecret {
  readonly secretArn: pulumi.Input<string>;
  readonly furtherSecretArns?: readonly pulumi.Input<string>[];
  /** ARN of the key, which is in the secret's region. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** Statements that allow to read the values of these secrets, and nothing else that their key encrypts. */
export function readSecretStatements({
  secretArn,
  furtherSecretArns = [],
  kmsKeyArn,
}: EncryptedSecret): PolicyStatementInput[] {
  const resource = furtherSecretArns.length === 0 ? secretArn : pulumi.all([secretArn, ...furtherSecretArns]);
  return [
    { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: resource },
    {
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: kmsKeyArn,
      Condition: pulumi.output(kmsKeyArn).apply((arn) => throughSecretsManager(parseArn(arn).region)),
    },
  ];
}

/** AWS KMS Developer Guide, "kms:ViaService". */
function throughSecretsManager(region: string): PolicyConditions {
  return { StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } };
}
