import { FileDriftChecks } from "../../automation/drift/file-drift-checks";
import { type DriftCheck, type DriftChecks, findDrift } from "../../automation/drift/find";
import { repairDrift } from "../../automation/drift/repair";
import type { AutomationContext } from "../../automation/context";
import type { DeploymentRecord } from "../../automation/model/deployment";
import { exitCodeOf } from "../../automation/model/event";
import { deploy } from "../../automation/pipeline/deploy";
import type { Command } from "../command";
import { deploymentArguments } from "../deployments/arguments";
import { driftDirectory } from "../deployments/drift-directory";
import { progressLines, summary } from "../deployments/progress";
import { quietly } from "../deployments/quietly";
import { driftTable } from "../deployments/render/drift";
import { printResult } from "../deployments/render/output";
import { withEnvironment } from "../deployments/target";

/** What `drift --json` prints. */
export interface DriftOutput extends DriftCheck {
  readonly environment: string;
  /** The repair, where one was asked for and needed. */
  readonly deployment?: DeploymentRecord;
}

const OPTIONS = { fix: "flag", reason: "value", "may-destroy": "value" } as const;

export const command: Command = {
  help: {
    summary: "Finds what was changed in the cloud behind the program's back, and with --fix puts it right.",
    usage: ["npm run drift -- <environment> [--fix] [--reason <text>] [--may-destroy <name>,…] [--json] [--aws]"],
    details: [
      "It changes nothing without --fix, which deploys the program and the configuration that are deployed, recorded as a",
      "repair. What scaling and traffic shifts set is no drift. Properties are told by name; their values may be secrets.",
      "Exit codes: 0 no drift, or all of it repaired; 1 drift; 3 refused.",
    ],
    examples: [
      ["npm run drift -- production", "in a scheduled check: exit code 1 where somebody changed something"],
      ['npm run drift -- production --fix --reason "undo the hotfix"', "puts it right"],
    ],
  },
  run: async ({ root, args, print, report }) => {
    const { target, isJson, values, words } = deploymentArguments(args, OPTIONS, ["<environment>"]);
    const [environment = ""] = words;
    const fixes = values.fix !== undefined;
    const checks = new FileDriftChecks(driftDirectory(root, target));
    const opened = fixes ? target : quietly(target);
    const session = { root, environment, target: opened, report, emit: progressLines(report) };
    return withEnvironment(session, async (context) => {
      const request = {
        ...(values.reason !== undefined && { reason: values.reason }),
        ...(values["may-destroy"] !== undefined && { mayDestroy: values["may-destroy"].split(",") }),
      };
      const output = await driftOutput(context, checks, fixes ? request : undefined);
      printResult(print, isJson, output, driftText);
      return exitCode(output);
    });
  },
};

/**
 * Looks for drift, and repairs it where asked to.
 * @param repair undefined where nothing is repaired.
 */
export async function driftOutput(
  context: AutomationContext,
  checks: DriftChecks,
  repair: Parameters<typeof repairDrift>[0] | undefined,
): Promise<DriftOutput> {
  const { environment } = context;
  const found = await findDrift(context);
  checks.save(environment, found);
  if (repair === undefined || found.drifted.length === 0) return { environment, ...found };
  const deployment = await repairDrift(repair, (request) => deploy(request, context), context);
  if (deployment.status === "succeeded") checks.save(environment, await findDrift(context));
  return { environment, ...found, deployment };
}

function exitCode({ drifted, deployment }: DriftOutput): number {
  if (deployment !== undefined) return exitCodeOf(deployment.status);
  return drifted.length === 0 ? 0 : 1;
}

function driftText({ environment, drifted, deployment }: DriftOutput): string {
  if (drifted.length === 0) return `no drift: ${environment} is as its stack's state says`;
  const found = driftTable(drifted);
  if (deployment !== undefined) return [found, "", summary(deployment)].join("\n");
  return [found, "", `Put it right: npm run drift -- ${environment} --fix`].join("\n");
}
