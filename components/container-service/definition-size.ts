import { valuesFrom } from "../shared/secret-source";
import { type ArgumentProblems, literal } from "../shared/validation";
import { containerDefinitions, DEFAULT_USER } from "./container-definitions";
import type { ContainerServiceArgs } from "./args";

/** Longest task definition that ECS registers, in bytes, not adjustable (Amazon ECS service quotas). */
const LARGEST = 65_536;
/** Bytes for everything but the containers: roles, family, size, volumes, platform. */
const REST = 2048;
/** Longest texts that aren't known before something is deployed. */
const IMAGE = "x".repeat(330);
const LOG_GROUP = "x".repeat(128);
const REGION = "ap-northeast-1";
const SECRET_ARN = "x".repeat(160);

type DefinitionArgs = Pick<
  ContainerServiceArgs,
  "command" | "containerHealthCheck" | "environment" | "port" | "secrets" | "user"
>;

/** Records environment variables, secrets and a command that make a longer task definition than ECS registers. */
export function validateDefinitionSize(args: DefinitionArgs, problems: ArgumentProblems): void {
  const bytes = definitionBytes(args);
  problems.require(
    bytes <= LARGEST - REST,
    "environment",
    `must be short enough for a task definition of at most ${LARGEST} bytes, in which environment, secrets and command have about ${LARGEST - REST}, got ${bytes}; keep long values in SSM parameters or S3, and give the application their names`,
  );
}

/** Values that aren't known yet are left to AWS. */
function definitionBytes({ command, containerHealthCheck: check, environment, port, secrets, user }: DefinitionArgs) {
  const probe = typeof check === "object" ? (check.command ?? [check.path ?? ""]) : [];
  const definitions = containerDefinitions({
    image: IMAGE,
    command,
    port,
    environment: known(environment),
    secrets: known(valuesFrom(secrets)),
    registryCredentialsArn: SECRET_ARN,
    healthCheck: { command: probe, interval: 300, timeout: 60, retries: 10, startPeriod: 300 },
    user: user ?? DEFAULT_USER,
    readonlyRootFilesystem: true,
    scratchVolumes: [],
    stopTimeoutSeconds: 120,
    openFileLimit: 65_535,
    logGroupName: LOG_GROUP,
    region: REGION,
  });
  return Buffer.byteLength(JSON.stringify(definitions));
}

function known(variables: ContainerServiceArgs["environment"] = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, literal(value) ?? ""]));
}
