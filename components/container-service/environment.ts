import type * as pulumi from "@pulumi/pulumi";
import { type ArgumentProblems, literal } from "../shared/validation";
import { secretArnOf, type SecretSource } from "../shared/secret-source";
import { secretReference } from "../shared/secrets";

export type Variables = Readonly<Record<string, pulumi.Input<string>>>;

export type SecretVariables = Readonly<Record<string, SecretSource>>;

/** Last words in the names of variables that hold a secret; `SECRET_NAME` or `TOKEN_TTL` hold none. */
const SECRET_NAME =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS?|ACCESS_?KEY_?ID|(API|ACCESS|PRIVATE|SECRET|SIGNING|ENCRYPTION|MASTER)_?KEY)$/;

/** A URL with a password in it. */
const SECRET_VALUE = /:\/\/[^/\s:@]*:[^/\s@]+@/;

/**
 * Records environment variables and secrets that ECS would refuse or that would put a secret into plain text.
 */
export function validateEnvironment(
  environment: Variables,
  secrets: SecretVariables,
  problems: ArgumentProblems,
): void {
  for (const [name, value] of Object.entries(environment)) {
    validateName(name, `environment.${name}`, problems);
    problems.require(
      !looksSecret(name, literal(value)),
      `environment.${name}`,
      "looks like a secret, and the environment is plain text to everyone who may read the task definition; store it in Secrets Manager or SSM and give its ARN in secrets (the value is not shown here)",
    );
    problems.require(
      !(name in secrets),
      `environment.${name}`,
      "is given in secrets as well; a name may stand in one of the two",
    );
  }
  for (const [name, source] of Object.entries(secrets)) {
    validateName(name, `secrets.${name}`, problems);
    validateSecret(`secrets.${name}`, literal(secretArnOf(source)), problems);
  }
}

/** Whether a variable's name, or its value where that is known, is that of a secret. */
export function looksSecret(name: string, value?: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/[-.]/g, "_");
  return SECRET_NAME.test(words.toUpperCase()) || (value !== undefined && SECRET_VALUE.test(value));
}

function validateName(name: string, propertyPath: string, problems: ArgumentProblems): void {
  problems.require(
    /^[A-Za-z_][\w.-]*$/.test(name),
    propertyPath,
    "must be named by letters, digits and underscores, beginning with a letter",
  );
}

/** The value is not echoed: it may be the secret itself, given where its ARN belongs. */
function validateSecret(propertyPath: string, valueFrom: string | undefined, problems: ArgumentProblems): void {
  problems.require(
    valueFrom === undefined || secretReference(valueFrom) !== undefined,
    propertyPath,
    "must be the ARN of a Secrets Manager secret (arn:aws:secretsmanager:<region>:<account>:secret:<name>, optionally followed by :<json-key>::) or of an SSM parameter (arn:aws:ssm:<region>:<account>:parameter/<name>)",
  );
}
