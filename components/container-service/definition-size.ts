import { valuesFrom } from "../shared/secret-source";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { ContainerServiceArgs } from "./args";
import { containerDefinitions, type DeployedContainer } from "./container-definitions";
import type { ContainerHealthCheckArgs } from "./container-health-check";
import { type ContainerArgs, taskContainers, volumeNames } from "./containers";

/** Longest task definition that ECS registers, in bytes, not adjustable (Amazon ECS service quotas). */
const LARGEST = 65_536;
/** Bytes for everything but containers and volumes: roles, family, size, platform. */
const REST = 2048;
/** Longest texts that aren't known before something is deployed. */
const IMAGE = "x".repeat(330);
const LOG_GROUP = "x".repeat(128);
const REGION = "ap-northeast-1";
const SECRET_ARN = "x".repeat(160);

type DefinitionArgs = Omit<ContainerArgs, "cpu" | "openFileLimit" | "stopTimeout"> &
  Pick<ContainerServiceArgs, "environment" | "secrets">;

/** Records environment variables, secrets and a command that make a longer task definition than ECS registers. */
export function validateDefinitionSize(args: DefinitionArgs, problems: ArgumentProblems): void {
  const bytes = definitionBytes(args);
  problems.require(
    bytes <= LARGEST - REST,
    "environment",
    `must be short enough for a task definition of at most ${LARGEST} bytes, in which environment, secrets and command of all containers have about ${LARGEST - REST}, got ${bytes}; keep long values in SSM parameters or S3, and give the application their names`,
  );
}

/** Values that aren't known yet are left to AWS. */
function definitionBytes(args: DefinitionArgs): number {
  const measured = measurable(args);
  const { application, sidecars } = taskContainers(measured, {
    application: known(args),
    sidecars: (args.sidecars ?? []).map(known),
    logGroupName: LOG_GROUP,
    region: REGION,
  });
  const volumes = volumeNames(measured).map((name) => ({ name }));
  return Buffer.byteLength(JSON.stringify([containerDefinitions(application, sidecars), volumes]));
}

/** Arguments with longest quantities: those that are given may be wrong, which other rules record. */
function measurable(args: DefinitionArgs): ContainerArgs {
  return {
    ...args,
    cpu: "192",
    stopTimeout: "120s",
    openFileLimit: 1_048_576,
    containerHealthCheck: longestCheck(args.containerHealthCheck),
    sidecars: args.sidecars?.map((sidecar) => ({
      ...sidecar,
      cpu: "1",
      memory: "100Gi",
      stopTimeout: "120s",
      containerHealthCheck: longestCheck(sidecar.containerHealthCheck),
    })),
  };
}

function longestCheck(check: ContainerHealthCheckArgs | false | undefined) {
  const command = typeof check === "object" ? (check.command ?? [check.path ?? ""]) : [];
  return { command, interval: "300s", timeout: "60s", unhealthyThreshold: 10, startPeriod: "300s" } as const;
}

function known({ environment, secrets }: Pick<DefinitionArgs, "environment" | "secrets">): DeployedContainer {
  return {
    image: IMAGE,
    environment: literals(environment),
    secrets: literals(valuesFrom(secrets)),
    registryCredentialsArn: SECRET_ARN,
  };
}

function literals(variables: ContainerServiceArgs["environment"] = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, literal(value) ?? ""]));
}
