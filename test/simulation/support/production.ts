import type { CloudResource } from "../../../localcloud/model/resource";
import { parseConfiguration } from "../../../stacks/environment/configuration";
import { createEnvironment } from "../../../stacks/environment/environment";
import { committedSettings } from "../../stacks/example-settings";
import { deployLocally } from "../../support/local-deployment";

/** Keys of what takes no part in a simulation, and time to deploy. */
const WITHOUT = ["monitoring", "backup"];

/** Production as it is configured, deployed in this process. */
export async function deployProduction(): Promise<readonly CloudResource[]> {
  const kept = Object.entries(committedSettings("production")).filter(([key]) => !WITHOUT.includes(key));
  const configuration = parseConfiguration(Object.fromEntries(kept), "production");
  const { refusals, held } = await deployLocally(() => createEnvironment(configuration));
  if (refusals.length > 0) throw new Error(refusals.join("\n"));
  return held;
}
