import { readState } from "../localcloud/control-client";
import type { CloudResource } from "../localcloud/model/resource";
import { up } from "./commands/up";
import { UserError } from "../tools/shared/user-error";
import { localPaths, type LocalPaths } from "./local/paths";
import type { LocalProject } from "./local/project";
import { LocalSession, type Report } from "./local/session";

/** An environment whose resources are asked for. */
export interface DeployedResourcesArgs {
  readonly root: string;
  readonly environment: string;
  readonly projectOf: (paths: LocalPaths) => LocalProject;
  readonly report: Report;
}

/**
 * What an environment has in the local cloud; it is deployed first if it never was.
 * @throws {UserError} where that fails.
 */
export async function deployedResources(args: DeployedResourcesArgs): Promise<CloudResource[]> {
  const { root, environment, projectOf, report } = args;
  const read = async (): Promise<CloudResource[]> => {
    const all = await LocalSession.during(localPaths(root), projectOf, report, (session) =>
      readState(session.controlUrl),
    );
    return all.filter(({ urn }) => urn.startsWith(`urn:pulumi:${environment}::`));
  };
  const present = await read();
  if (present.length > 0) return present;
  report(`${environment} was never deployed into the local cloud; deploying it first`);
  const code = await up(root, [environment, "--once"], report);
  if (code !== 0) throw new UserError(`${environment} could not be deployed`, `See npm run up -- ${environment}.`);
  return read();
}
