import { arn } from "../../model/arn";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { ResourceType } from "../../model/resource-type";
import { hexadecimalToken } from "../../model/token";
import { keyReferences } from "../kms/key-reference";
import { nameOf } from "../shared/names";

export const SECRET = "aws:secretsmanager/secret:Secret";

export const secret: ResourceType = {
  type: SECRET,
  autonaming: { input: "name", maximumLength: 512, unlessGiven: "namePrefix" },
  replacedBy: ["name", "namePrefix", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "ResourceExistsException",
    message: (name) => `The operation failed because the secret ${name} already exists. (name)`,
  },
  references: [
    ...keyReferences("kmsKeyId", {
      code: "ResourceNotFoundException",
      message: (key) => `AWS KMS key '${key}' does not exist.`,
    }),
  ],
  make: (operation) => {
    const name = nameOf(operation);
    // AWS appends six characters, so that a new secret of an old name is not taken for the old one.
    const id = arn("secretsmanager", operation.region, operation.accountId, `secret:${name}-${hexadecimalToken(6)}`);
    return { id, computed: { arn: id, name } };
  },
};

/** A secret by its name, its ARN, or its ARN without the last six characters. */
export function secretNamed(name: string, region: string, cloud: CloudReader): CloudResource | undefined {
  return cloud
    .ofType(SECRET)
    .find(
      (each) =>
        each.id === name ||
        (each.computed.name === name && each.region === region) ||
        each.id.replace(/-[^-]{6}$/, "") === name,
    );
}
