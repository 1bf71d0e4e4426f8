export type {
  DeploymentRolesArgs,
  DeploymentRolesTransforms,
  EncryptedBucket,
  GitHubAccess,
  GitLabAccess,
  PeopleAccess,
} from "./args";
export { DeploymentRoles } from "./deployment-roles";
export { DEPLOYMENT_ROLES, PIPELINE_ROLES, type DeploymentRole, type PipelineRole } from "./roles";
