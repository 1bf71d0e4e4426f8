import type { Deploy } from "../configuration/apply";
import { deployedConfiguration } from "../configuration/deployed";
import { configurationDifference } from "../configuration/difference";
import { entriesOf } from "../configuration/entries";
import type { AutomationContext } from "../context";
import { configurationOf } from "../history/difference";
import { nameOf } from "../history/release";
import { readHistory } from "../history/read";
import type { DeploymentRecord } from "../model/deployment";
import { DeploymentProblem } from "../model/problem";
import type { DeploymentRequest } from "../pipeline/request";

type RepairRequest = Pick<DeploymentRequest, "mayDestroy" | "reason">;

/**
 * Applies the program to what was changed behind its back: a deployment that looks in the cloud first, of the
 * configuration that was deployed last.
 * @throws {DeploymentProblem} `configuration-invalid` where the configuration file has changes that wait for their
 * deployment: a repair doesn't deploy them by the way.
 */
export async function repairDrift(
  request: RepairRequest,
  deploy: Deploy,
  context: Pick<AutomationContext, "clock" | "configurationFile" | "engine" | "environment" | "store">,
): Promise<DeploymentRecord> {
  await requireNothingWaits(context);
  return deploy({ ...request, kind: "repair", refresh: true });
}

async function requireNothingWaits({
  configurationFile,
  ...context
}: Pick<AutomationContext, "clock" | "configurationFile" | "engine" | "environment" | "store">): Promise<void> {
  const { releases } = await readHistory(context);
  const deployed = deployedConfiguration(releases);
  const entries = deployed && configurationOf(deployed);
  if (deployed === undefined || entries === undefined) return;
  const waiting = configurationDifference(entries, entriesOf(configurationFile.read()));
  const plain = waiting.filter(({ isSecret }) => !isSecret);
  if (plain.length === 0) return;
  throw new DeploymentProblem(
    "configuration-invalid",
    `${configurationFile.name} has changes that ${nameOf(deployed)} didn't deploy: ${plain.map(({ key }) => key).join(", ")}`,
    "Deploy them, or take them back with config rollback, and repair then.",
  );
}
