/** Roles of an environment (SE-4), from the one that may least. */
export const DEPLOYMENT_ROLES = ["viewer", "developer", "operator", "approver", "administrator"] as const;

/**
 * What somebody may do in an environment:
 * - `viewer`: see what runs, the state without its secrets, history and the audit trail.
 * - `developer`: that, and read logs, push images, ask for approvals.
 * - `operator`: that, and deploy, roll back, scale and configure, with the secrets that it takes.
 * - `approver`: see, and decide on what others ask for; deploy nothing.
 * - `administrator`: what an operator may, and bring back states and repair keys.
 */
export type DeploymentRole = (typeof DEPLOYMENT_ROLES)[number];

/** Path of the roles and of their policies, by which others are kept from them. */
export const DEPLOYMENT_PATH = "/deployment/";
