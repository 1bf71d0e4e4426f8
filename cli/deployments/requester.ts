import { hostname, userInfo } from "node:os";
import { originOf } from "../../automation/audit";
import type { Requester } from "../../automation/model/deployment";

/** Variables in which CI systems name the user whose change they run. */
const CI_USERS = ["GITHUB_ACTOR", "GITLAB_USER_LOGIN", "BUILD_USER_ID"] as const;

/**
 * Who runs this command, as far as this machine knows; on AWS the identity of the credentials counts.
 * @param as who it is said to be, in a rehearsal
 */
export function requesterHere(as?: string, variables: NodeJS.ProcessEnv = process.env): Requester {
  const { host, run } = originOf(variables, hostname());
  const ciUser = CI_USERS.map((name) => variables[name]).find((name) => name !== undefined && name !== "");
  return { who: as ?? ciUser ?? userInfo().username, from: run ?? host };
}
