/** Roles of an environment, from the one that may least. */
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

/** Roles of the pipeline that change nothing; no person takes them. */
export const PIPELINE_ROLES = ["previewer", "drift-checker"] as const;

/**
 * What a job of the pipeline may do in an environment besides deploying it, which it does as `operator`:
 * - `previewer`: what a viewer may, and decrypt the secrets of configuration and state, without which the engine
 *   previews nothing. Code of pull requests has it, before anybody has looked at it.
 * - `drift-checker`: that, and take the engine's lock, and read what a refresh reads, which includes the values of the
 *   environment's secrets. Code of the main branch alone has it.
 */
export type PipelineRole = (typeof PIPELINE_ROLES)[number];

/** Path of the roles and of their policies, by which others are kept from them. */
export const DEPLOYMENT_PATH = "/deployment/";
