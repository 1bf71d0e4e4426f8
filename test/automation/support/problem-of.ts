import { DeploymentProblem } from "../../../automation/model/problem";

/** The problem with which something is refused. */
export function problemOf(work: () => unknown): DeploymentProblem {
  try {
    work();
  } catch (error) {
    if (error instanceof DeploymentProblem) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
