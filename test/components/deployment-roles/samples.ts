import type { DeploymentRole, PipelineRole } from "../../../components/deployment-roles";
import { workloadBoundary } from "../../../components/deployment-roles/boundary";
import { GRANTS, grantsOf } from "../../../components/deployment-roles/grants";
import type { DeploymentScope } from "../../../components/deployment-roles/scope";
import { isAllowed, type SimulatedRequest } from "../../support/iam-simulator";

export const ACCOUNT = "123456789012";
export const REGION = "eu-west-1";

/** What the roles of an environment are about. */
export function scopeOf(environment: string, regions: readonly string[] = [REGION]): DeploymentScope {
  return {
    partition: "aws",
    accountId: ACCOUNT,
    environment,
    namePrefix: `proofpix-${environment}`,
    regions,
    stateBucketArn: `arn:aws:s3:::state-${environment}`,
    stateKeyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/state-${environment}`,
    auditBucketArn: "arn:aws:s3:::audit",
    auditKeyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/audit`,
    repositoryArn: `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/proofpix/enterprise`,
    hostedZoneArns: ["arn:aws:route53:::hostedzone/Z0PROOFPIX"],
    boundaryArn: `arn:aws:iam::${ACCOUNT}:policy/deployment/proofpix-${environment}-boundary`,
  };
}

/** Whether a role of an environment may do something there. */
export function mayDo(
  role: DeploymentRole | PipelineRole,
  request: SimulatedRequest,
  { scope = scopeOf("staging"), developersDeploy = false } = {},
): boolean {
  const policies = grantsOf(role, developersDeploy).map((grant) => JSON.stringify(GRANTS[grant](scope)));
  const context = { "aws:RequestedRegion": REGION, ...request.context };
  return isAllowed({ policies }, { ...request, context });
}

/** Whether a role that an operator created, and gave every right, may do something. */
export function workloadMayDo(request: SimulatedRequest, scope = scopeOf("staging")): boolean {
  const everything = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });
  return isAllowed({ policies: [everything], boundary: JSON.stringify(workloadBoundary(scope)) }, request);
}
