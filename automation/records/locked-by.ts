import { DeploymentProblem } from "../model/problem";
import type { Claim } from "./deployment-store";

/** The problem of who finds an environment claimed. */
export function lockedBy({ environment, deployment, worker, renewedAt, expiresAt }: Claim): DeploymentProblem {
  const { host, processId } = worker;
  const end = expiresAt === undefined ? "" : ` If that process has died, its claim ends by itself at ${expiresAt}.`;
  return new DeploymentProblem(
    "stack-locked",
    `another run works on ${environment}: ${deployment}, process ${processId} on ${host}, last seen ${renewedAt}`,
    `Wait until it has ended, and run the command again.${end}`,
  );
}
