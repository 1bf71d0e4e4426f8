import { checkAccountId } from "../shared/account-id";
import { arnPattern } from "../shared/arn";
import { ALLOWED_REGION, REGION } from "../shared/region";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { DeploymentRolesArgs, GitHubAccess, GitLabAccess, PeopleAccess } from "./args";
import { DEPLOYMENT_ROLES } from "./roles";

/** IAM API Reference, CreateRole: 64 characters, of which `-administrator` takes 14. */
const NAME = /^[\w+=,.@-]{1,50}$/;
const PERSON = arnPattern({ service: "iam", region: "", resource: "(?:root|user/[\\w+=,.@/-]+)" });
const ROLE = arnPattern({ service: "iam", region: "", resource: "role/[\\w+=,.@/-]+" });
/** IAM Identity Center API Reference, CreatePermissionSet. */
const PERMISSION_SET = /^[\w+=,.@-]{1,32}$/;
const REPOSITORY = /^[\w.-]+\/[\w.-]+$/;
const PROJECT = /^[\w.-]+(\/[\w.-]+)+$/;
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const PLAIN_NAME = /^[\w./-]+$/;

/** Records what IAM would refuse, and what would let in others than those who are meant. */
export function validateDeploymentRoles(args: DeploymentRolesArgs, problems: ArgumentProblems, name: string): void {
  problems.require(
    NAME.test(name),
    "name",
    `must leave room for the roles' names: up to 50 letters, digits and +=,.@-_, got "${name}"`,
  );
  for (const field of ["environment", "namePrefix"] as const) {
    problems.require(
      /^[a-zA-Z][\w-]*$/.test(args[field]),
      field,
      `must be letters, digits and hyphens: a wildcard would mean other environments, got "${args[field]}"`,
    );
  }
  checkAccountId(problems, literal(args.accountId));
  checkRegions(problems, args.regions);
  checkPeople(problems, args.people ?? {});
  checkGitHub(problems, args.gitHub);
  checkGitLab(problems, args.gitLab);
  args.machines?.forEach((machine, index) => {
    problems.require(
      ROLE.test(machine),
      `machines[${index}]`,
      `must be the ARN of a role (arn:aws:iam::<account>:role/<name>), got "${machine}"`,
    );
  });
  checkTags(problems, args.tags);
}

function checkRegions(problems: ArgumentProblems, regions: readonly string[]): void {
  problems.require(regions.length > 0, "regions", "must name the environment's region first, got none");
  regions.forEach((region, index) => {
    problems.require(REGION.test(region), `regions[${index}]`, `must be ${ALLOWED_REGION}, got "${region}"`);
  });
}

function checkPeople(problems: ArgumentProblems, people: NonNullable<DeploymentRolesArgs["people"]>): void {
  for (const role of DEPLOYMENT_ROLES) checkAccess(problems, `people.${role}`, people[role] ?? {});
}

function checkAccess(problems: ArgumentProblems, path: string, access: PeopleAccess): void {
  access.principals?.forEach((principal, index) => {
    problems.require(
      PERSON.test(principal),
      `${path}.principals[${index}]`,
      `must be the ARN of an IAM user or of an account's root, got "${principal}"; for Identity Center, name the permission set`,
    );
  });
  access.permissionSets?.forEach((set, index) => {
    problems.require(
      PERMISSION_SET.test(set),
      `${path}.permissionSets[${index}]`,
      `must be the name of a permission set, up to 32 letters, digits and +=,.@-_, got "${set}"`,
    );
  });
}

function checkGitHub(problems: ArgumentProblems, access: GitHubAccess | undefined): void {
  if (access === undefined) return;
  problems.require(
    REPOSITORY.test(access.repository),
    "gitHub.repository",
    `must be <owner>/<name> without wildcards, got "${access.repository}"`,
  );
  problems.require(
    access.environment === undefined || PLAIN_NAME.test(access.environment),
    "gitHub.environment",
    `must be the name of an environment without wildcards, got "${access.environment}"`,
  );
  problems.require(
    access.branch === undefined || PLAIN_NAME.test(access.branch),
    "gitHub.branch",
    `must be a branch without wildcards, got "${access.branch}"`,
  );
}

function checkGitLab(problems: ArgumentProblems, access: GitLabAccess | undefined): void {
  if (access === undefined) return;
  const { host, project, branch = "main" } = access;
  problems.require(HOST.test(host), "gitLab.host", `must be a host such as "gitlab.com", got "${host}"`);
  problems.require(
    PROJECT.test(project),
    "gitLab.project",
    `must be <group>/<project> without wildcards, got "${project}"`,
  );
  problems.require(PLAIN_NAME.test(branch), "gitLab.branch", `must be a branch without wildcards, got "${branch}"`);
}
