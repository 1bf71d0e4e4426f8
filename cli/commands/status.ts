import { FileDriftChecks } from "../../automation/drift/file-drift-checks";
import { imageDigestsOf } from "../../automation/history/read";
import { environmentStatus } from "../../automation/status/status";
import type { AutomationContext } from "../../automation/context";
import type { Call, Command } from "../command";
import { deploymentArguments } from "../deployments/arguments";
import { deployedEnvironments } from "../deployments/environments";
import { driftDirectory } from "../deployments/drift-directory";
import { releaseSummary } from "../../automation/history/release-summary";
import { printResult } from "../deployments/render/output";
import { overviewTable, type StatusOutput, statusText } from "../deployments/render/status";
import { withEnvironment } from "../deployments/target";
import { type TargetOptions } from "../deployments/target-options";

/** What `status --json` prints. */
export interface StatusesOutput {
  readonly environments: readonly StatusOutput[];
}

export const command: Command = {
  help: {
    summary:
      "Shows what runs where: services, images, health, alarms, the last deployment, drift and pending approvals.",
    usage: ["npm run status -- [environment] [--json] [--aws]"],
    details: [
      "Without an environment it shows all that were deployed, a line each. Drift is what npm run drift found last. A",
      "rehearsal has what is deployed run on this machine first, unless --no-run says to look at the records alone.",
    ],
    examples: [
      ["npm run status", "every environment in a line"],
      ["npm run status -- production --aws", "production on AWS, with every service"],
    ],
  },
  run: status,
};

async function status({ root, args, print, report }: Call): Promise<number> {
  const { target, isJson, words } = deploymentArguments(args, {}, ["[environment]"]);
  const [named] = words;
  const environments: StatusOutput[] = [];
  for (const environment of named === undefined ? deployedEnvironments(root, target) : [named]) {
    const session = { root, environment, target, report, emit: () => undefined };
    environments.push(await withEnvironment(session, (context) => statusOutput(context, root, target)));
  }
  const now = new Date();
  printResult(print, isJson, { environments }, () => {
    const [only] = environments;
    if (only === undefined) return "nothing was deployed yet";
    return named === undefined ? overviewTable(environments, now) : statusText(only, now);
  });
  return 0;
}

async function statusOutput(context: AutomationContext, root: string, target: TargetOptions): Promise<StatusOutput> {
  const checks = new FileDriftChecks(driftDirectory(root, target));
  const { last, ...others } = await environmentStatus(context, checks, target.isAws || target.live.runs);
  if (last === undefined) return others;
  return { ...others, last: releaseSummary({ release: last, imageDigests: await imageDigestsOf(last, context) }) };
}
