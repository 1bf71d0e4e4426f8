import { DeploymentProblem } from "../model/problem";

/**
 * Who holds a lock, in the engine's words of a self-managed backend (pulumi/pkg/backend/diy/lock.go): a line for each
 * lock. Pulumi Cloud names nobody.
 */
const HOLDER = /created by (\S+)@(\S+) \(pid (\d+)\) at (\S+)/g;

/**
 * The refusal of a run whose stack another run works on.
 * @param errors what the engine said.
 */
export function locked(environment: string, errors: readonly string[]): DeploymentProblem {
  const holders = [...errors.join("\n").matchAll(HOLDER)].map(
    ([, who = "", host = "", processId = "", since = ""]) =>
      `process ${processId} of ${who} on ${host}, since ${since}`,
  );
  const by = holders.length === 0 ? "" : `: ${holders.join("; ")}`;
  return new DeploymentProblem(
    "stack-locked",
    `another run works on the stack ${environment}${by}`,
    "Wait until it has ended, and run the command again. Only if that run has died, take its lock away: " +
      `pulumi cancel --stack ${environment}`,
  );
}
