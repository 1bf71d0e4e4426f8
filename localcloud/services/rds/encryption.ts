import { refuse } from "../../model/aws-error";
import type { Operation, Reference, Rule } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import { keyNamed, keyReferences } from "../kms/key-reference";

/** Inputs that name keys of an instance or a cluster. */
export const KEY_INPUTS = ["kmsKeyId", "performanceInsightsKmsKeyId", "masterUserSecretKmsKeyId"] as const;

const CODE = "KMSKeyNotAccessibleFault";

function inaccessible(key: string): string {
  return `The specified KMS key [${key}] does not exist, is not enabled or you do not have permissions to access it.`;
}

export const databaseKeyReferences: readonly Reference[] = KEY_INPUTS.flatMap((input) => rdsKeyReferences(input));

/** An input that names a KMS key, which has to be there when a database is made. */
export function rdsKeyReferences(input: string): readonly Reference[] {
  return keyReferences(input, { code: CODE, message: inaccessible });
}

/** Amazon RDS User Guide, "Encrypting Amazon RDS resources": the key is one of the database's region, and on. */
export function usableKeyRule(inputs: readonly string[]): Rule {
  return ({ inputs: values, region, cloud }) => {
    for (const input of inputs) {
      const name = text(values, input);
      const key = name === undefined ? undefined : keyNamed(name, cloud);
      if (key === undefined || name === undefined) continue;
      if (key.region !== region || flag(key.inputs, "isEnabled") === false) refuse(CODE, inaccessible(name), input);
    }
  };
}

/** The ARN of the key that an input names, as RDS repeats it. */
export function keyArnOf(name: string | undefined, { cloud }: Operation): string | undefined {
  if (name === undefined) return undefined;
  return text(keyNamed(name, cloud)?.computed ?? {}, "arn") ?? name;
}
