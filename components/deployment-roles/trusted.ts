import * as pulumi from "@pulumi/pulumi";
import type { PolicyDocument } from "../shared/policy-document";
import { partitionOf } from "../shared/region";
import type { DeploymentRolesArgs } from "./args";
import type { DeploymentRole } from "./roles";
import { type Trusted, trustPolicy } from "./trust";

/** Machines that take a role: only operators do. */
type Machines = Pick<DeploymentRolesArgs, "gitHub" | "gitLab" | "machines">;

/** The trust policy of a role that somebody takes. */
export function trustOf(role: DeploymentRole, args: DeploymentRolesArgs): pulumi.Output<PolicyDocument> {
  const { people = {}, environment, accountId, regions } = args;
  const access = people[role] ?? {};
  const machines: Machines = role === "operator" ? args : {};
  const partition = partitionOf(regions[0] ?? "");
  return pulumi
    .all([accountId, machines.gitHub?.providerArn, machines.gitLab?.providerArn])
    .apply(([account, gitHubProvider, gitLabProvider]) =>
      trustPolicy({
        partition,
        accountId: account,
        people: access,
        gitHub: gitHubOf(machines, environment, gitHubProvider),
        gitLab: gitLabOf(machines, gitLabProvider),
        machines: machines.machines ?? [],
      }),
    );
}

/** Whether somebody takes a role. */
export function isTaken(role: DeploymentRole, args: DeploymentRolesArgs): boolean {
  const { principals = [], permissionSets = [] } = args.people?.[role] ?? {};
  const hasPeople = principals.length + permissionSets.length > 0;
  return hasPeople || (role === "operator" && hasMachines(args));
}

function hasMachines({ gitHub, gitLab, machines = [] }: Machines): boolean {
  return gitHub !== undefined || gitLab !== undefined || machines.length > 0;
}

function gitHubOf({ gitHub }: Machines, environment: string, providerArn: string | undefined): Trusted["gitHub"] {
  if (gitHub === undefined || providerArn === undefined) return undefined;
  return { providerArn, repository: gitHub.repository, environment: gitHub.environment ?? environment };
}

function gitLabOf({ gitLab }: Machines, providerArn: string | undefined): Trusted["gitLab"] {
  if (gitLab === undefined || providerArn === undefined) return undefined;
  const { host, project, branch = "main" } = gitLab;
  return { providerArn, host, project, branch };
}
