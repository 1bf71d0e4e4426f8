import * as pulumi from "@pulumi/pulumi";
import type { PolicyDocument } from "../shared/policy-document";
import { partitionOf } from "../shared/region";
import type { DeploymentRolesArgs, GitHubAccess, GitLabAccess } from "./args";
import type { DeploymentRole, PipelineRole } from "./roles";
import { EVERY_BRANCH, type GitHubJobs, type Trusted, trustPolicy } from "./trust";

type Role = DeploymentRole | PipelineRole;

/** How pipelines take a role. */
interface PipelineAccess {
  readonly gitHubJobs: (access: GitHubAccess, environment: string) => GitHubJobs;
  readonly gitLabBranch: (access: GitLabAccess) => string | typeof EVERY_BRANCH;
}

const branchOf = ({ branch = "main" }: { readonly branch?: string }): string => branch;

/** Roles that pipelines take. Others are people's. */
const PIPELINES: Readonly<Partial<Record<Role, PipelineAccess>>> = {
  operator: {
    gitHubJobs: (access, environment) => ({ environment: access.environment ?? environment }),
    gitLabBranch: branchOf,
  },
  previewer: { gitHubJobs: () => "pull-requests", gitLabBranch: () => EVERY_BRANCH },
  "drift-checker": { gitHubJobs: (access) => ({ branch: branchOf(access) }), gitLabBranch: branchOf },
};

/** The trust policy of a role that somebody takes. */
export function trustOf(role: Role, args: DeploymentRolesArgs): pulumi.Output<PolicyDocument> {
  const { accountId, regions, gitHub, gitLab } = args;
  const partition = partitionOf(regions[0] ?? "");
  return pulumi
    .all([accountId, gitHub?.providerArn, gitLab?.providerArn])
    .apply(([account, gitHubProvider, gitLabProvider]) =>
      trustPolicy({
        partition,
        accountId: account,
        people: peopleOf(role, args),
        ...pipelinesOf(role, args, { gitHubProvider, gitLabProvider }),
      }),
    );
}

/** Whether somebody takes a role. */
export function isTaken(role: Role, args: DeploymentRolesArgs): boolean {
  const { principals = [], permissionSets = [] } = peopleOf(role, args);
  return principals.length + permissionSets.length > 0 || (isOfPipelines(role, args) && hasPipelines(args));
}

function peopleOf(role: Role, { people = {} }: DeploymentRolesArgs): Trusted["people"] {
  return role === "previewer" || role === "drift-checker" ? {} : (people[role] ?? {});
}

function isOfPipelines(role: Role, { previewsPullRequests = false }: DeploymentRolesArgs): boolean {
  return PIPELINES[role] !== undefined && (role !== "previewer" || previewsPullRequests);
}

function hasPipelines({ gitHub, gitLab, machines = [] }: DeploymentRolesArgs): boolean {
  return gitHub !== undefined || gitLab !== undefined || machines.length > 0;
}

function pipelinesOf(
  role: Role,
  args: DeploymentRolesArgs,
  providers: { readonly gitHubProvider: string | undefined; readonly gitLabProvider: string | undefined },
): Pick<Trusted, "gitHub" | "gitLab" | "machines"> {
  const access = PIPELINES[role];
  if (access === undefined || !isOfPipelines(role, args)) return { machines: [] };
  const { gitHub, gitLab, machines = [], environment } = args;
  const { gitHubProvider, gitLabProvider } = providers;
  return {
    ...(gitHub !== undefined &&
      gitHubProvider !== undefined && {
        gitHub: {
          providerArn: gitHubProvider,
          repository: gitHub.repository,
          jobs: access.gitHubJobs(gitHub, environment),
        },
      }),
    ...(gitLab !== undefined &&
      gitLabProvider !== undefined && {
        gitLab: {
          providerArn: gitLabProvider,
          host: gitLab.host,
          project: gitLab.project,
          branch: access.gitLabBranch(gitLab),
        },
      }),
    machines,
  };
}
