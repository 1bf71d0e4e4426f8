export type {
  DeploymentRolesArgs,
  DeploymentRolesTransforms,
  EncryptedBucket,
  GitHubAccess,
  GitLabAccess,
  PeopleAccess,
} from "./args";
export { DeploymentRoles } from "./deployment-roles";
export { DEPLOYMENT_ROLES, type DeploymentRole } from "./roles";
