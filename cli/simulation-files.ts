import { simulationFiles } from "../simulation/documentation/generated";
import { deployedResources } from "./deployed-resources";
import { environmentArguments } from "./environment-arguments";
import { localPaths } from "./local/paths";

/** The environment that the page about scaling shows. */
const SHOWN = "production";

/** Results of the shipped traces, of production as it is deployed into the local cloud. */
export async function generatedFiles(root: string): Promise<Readonly<Record<string, string>>> {
  const { environment, projectOf } = environmentArguments([SHOWN], localPaths(root));
  const resources = await deployedResources({ root, environment, projectOf, report: tell });
  return simulationFiles(root, environment, resources);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
