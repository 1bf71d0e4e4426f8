import { exitCodeOf } from "../../automation/model/event";
import type { DeploymentRecord } from "../../automation/model/deployment";
import { applyDependencies } from "../../automation/pipeline/apply-dependencies";
import { scaleService } from "../../automation/scaling/scale";
import { setBounds } from "../../automation/scaling/set-bounds";
import type { AutomationContext } from "../../automation/context";
import { UsageError, type Call, type Command } from "../command";
import { deploymentArguments } from "../deployments/arguments";
import { progressLines } from "../deployments/progress";
import { type ConfigurationOutput, configurationOutput, configurationText } from "../deployments/render/configuration";
import { printResult } from "../deployments/render/output";
import { withEnvironment } from "../deployments/target";
import { validatorOf } from "../deployments/validator";

const OPTIONS = { to: "value", min: "value", max: "value", reason: "value", "no-deploy": "flag" } as const;

export const command: Command = {
  help: {
    summary:
      "Scales a service by hand: has it run so many tasks now, or changes the bounds between which it is scaled.",
    usage: [
      "npm run scale -- <environment> <service> --to <count> [--reason <text>]",
      "npm run scale -- <environment> <service> [--min <count>] [--max <count>] [--no-deploy] [--reason <text>]",
    ],
    details: [
      "--to takes effect at once, within the service's bounds, and waits until the tasks run. A later deployment leaves the",
      "number alone; what scales the service by load may change it again. --min and --max change the configuration file and",
      "deploy it; --no-deploy only writes the file. Both are recorded: npm run scaling. Outside of the bounds: exit code 3.",
      "Both take --json and --aws.",
    ],
    examples: [
      ['npm run scale -- production enterprise --to 8 --reason "a fair"', "eight tasks from now on"],
      ["npm run scale -- production enterprise --min 4 --max 24", "other bounds, deployed"],
    ],
  },
  run: scale,
};

async function scale({ root, args, print, report }: Call): Promise<number> {
  const { target, isJson, values, words } = deploymentArguments(args, OPTIONS, ["<environment>", "<service>"]);
  const [environment = "", service = ""] = words;
  const [to, min, max] = (["to", "min", "max"] as const).map((name) => countOf(name, values[name]));
  requireOneWay(to, min, max);
  const reason = values.reason === undefined ? {} : { reason: values.reason };
  const session = { root, environment, target, report, emit: progressLines(report) };
  return withEnvironment(session, async (context) => {
    if (to !== undefined)
      return toCount({ service, count: to, ...reason }, context, (record) => {
        printResult(print, isJson, record, scaledText);
      });
    const bounds = { ...(min !== undefined && { minInstances: min }), ...(max !== undefined && { maxInstances: max }) };
    const dependencies = applyDependencies(validatorOf(root), context, values["no-deploy"] === undefined);
    const applied = await setBounds({ service, ...bounds, ...reason }, dependencies, context);
    const output: ConfigurationOutput = configurationOutput(context, applied);
    printResult(print, isJson, output, configurationText);
    return applied.deployment === undefined ? 0 : exitCodeOf(applied.deployment.status);
  });
}

async function toCount(
  request: Parameters<typeof scaleService>[0],
  context: AutomationContext,
  show: (record: DeploymentRecord) => void,
): Promise<number> {
  const record = await scaleService(request, context);
  show(record);
  return exitCodeOf(record.status);
}

function scaledText({ environment, id, scaling, status }: DeploymentRecord): string {
  const { service = "", from, to } = scaling ?? {};
  return `${service} of ${environment}: ${from ?? "?"} to ${to ?? "?"} tasks, ${status} (${id})`;
}

function countOf(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const count = Number(given);
  if (/^\d+$/.test(given) && Number.isSafeInteger(count)) return count;
  throw new UsageError(`--${name} must be a whole number, got ${given}`, `Such as --${name} 4.`);
}

function requireOneWay(to: number | undefined, ...bounds: readonly (number | undefined)[]): void {
  const hasBounds = bounds.some((bound) => bound !== undefined);
  if (to !== undefined && hasBounds) {
    throw new UsageError("--to and bounds are two things", "Change the bounds first, and scale then.");
  }
  if (to === undefined && !hasBounds) throw new UsageError("nothing says how to scale", "Give --to, --min or --max.");
}
