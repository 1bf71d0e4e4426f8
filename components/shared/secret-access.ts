import * as pulumi from "@pulumi/pulumi";
import { parseArn } from "./arn";
import type { PolicyConditions, PolicyStatementInput } from "./policy-document";

/** A secret of Secrets Manager and the KMS key that encrypts it. */
export interface EncryptedSecret {
  readonly secretArn: pulumi.Input<string>;
  /** ARN of the key, which is in the secret's region. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** Statements that allow to read the value of one secret, and nothing else that its key encrypts. */
export function readSecretStatements({ secretArn, kmsKeyArn }: EncryptedSecret): PolicyStatementInput[] {
  return [
    { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secretArn },
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
