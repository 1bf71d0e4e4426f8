import { exitCodeOf } from "../../automation/model/event";
import { DeploymentProblem } from "../../automation/model/problem";
import { rollback, type RollbackRequest, type RollbackResult } from "../../automation/rollback/rollback";
import type { Destination } from "../../automation/rollback/target";
import { type Call, type Command, UsageError } from "../command";
import { confirmed } from "../deployments/confirm";
import { progressLines, summary } from "../deployments/progress";
import { comparison, returnPlan } from "../deployments/return-table";
import { withEnvironment } from "../deployments/target";
import { type TargetOptions, targetOptions } from "../deployments/target-options";
import { optionValues } from "../option-values";

export const command: Command = {
  help: {
    summary: "Returns an environment to an earlier release, verifies it, and compares it with what was there then.",
    usage: [
      "npm run rollback -- <environment> [--to <id> | --steps <n>] [--emergency | --configuration-only]",
      "                   [--may-destroy <name>,…] [--reason <text>] [--yes] [--json] [--aws | --speed <factor> --once]",
    ],
    details: [
      "Without --to and --steps it goes one verified deployment back. --to takes an id of npm run history, or the number",
      "of an update of Pulumi's history. It shows what will change and asks; without a terminal it needs --yes.",
      "It applies configuration, images and the program of the release's commit, and writes Pulumi.<environment>.yaml.",
      "It refuses to delete or replace what holds data unless --may-destroy names it, a release from a tree with",
      "uncommitted changes unless --configuration-only, and to go past a migration that can't be undone.",
      "--emergency is the fastest way: configuration and image alone, verified for ten seconds, without a question.",
      "Exit codes: 0 done, 1 failed, 2 usage, 3 refused before anything changed.",
    ],
    examples: [
      ["npm run rollback -- production --steps 1", "restores the state before the last deployment"],
      ["npm run rollback -- production --to 20261130-125901-4f2a --yes", "returns to a deployment without asking"],
      ["npm run rollback -- production --emergency --aws", "brings the release before back as fast as can be"],
    ],
  },
  run,
};

async function run(call: Call): Promise<number> {
  const { root, args, print, report } = call;
  const { environment, target, request, isJson } = parsed(args, report);
  try {
    const result = await withEnvironment(
      { root, environment, target, report, emit: progressLines(report) },
      (context) => rollback(request, context),
    );
    if (result.record === undefined) {
      report("nothing was changed");
      return 3;
    }
    print(isJson ? JSON.stringify(result, undefined, 2) : shown(result));
    return exitCodeOf(result.record.status);
  } catch (error) {
    if (!(error instanceof DeploymentProblem)) throw error;
    report(`error: ${error.message}\n  ${error.nextStep}`);
    return error.isRefusal ? 3 : 1;
  }
}

interface Parsed {
  readonly environment: string;
  readonly target: TargetOptions;
  readonly request: RollbackRequest;
  readonly isJson: boolean;
}

function parsed(args: readonly string[], report: Call["report"]): Parsed {
  const target = targetOptions(args);
  const { values, others } = optionValues(target.others, {
    ...{ to: "value", steps: "value", reason: "value", "may-destroy": "value" },
    ...{ emergency: "flag", "configuration-only": "flag", yes: "flag", json: "flag" },
  });
  const [environment, ...rest] = others;
  if (environment === undefined || environment.startsWith("-") || rest.length > 0) {
    throw new UsageError("a rollback is of one environment", "npm run rollback -- <environment>; see --help.");
  }
  const isEmergency = values.emergency !== undefined;
  const request: RollbackRequest = {
    destination: destinationOf(values),
    isEmergency,
    configurationOnly: values["configuration-only"] !== undefined,
    mayDestroy: values["may-destroy"]?.split(","),
    reason: values.reason,
    confirm: confirmation(values.yes !== undefined || isEmergency, report),
  };
  return { environment, target, request, isJson: values.json !== undefined };
}

function destinationOf({ to, steps }: { readonly to?: string; readonly steps?: string }): Destination {
  if (to !== undefined && steps !== undefined) {
    throw new UsageError("--to and --steps say two things", "Give one of them.");
  }
  if (to !== undefined) return { to };
  if (steps === undefined || /^[1-9]\d*$/.test(steps)) return { steps: Number(steps ?? 1) };
  throw new UsageError(`--steps takes a whole number from 1, got ${steps}`, "Leave it out to go one step back.");
}

function confirmation(isAgreed: boolean, report: Call["report"]): NonNullable<RollbackRequest["confirm"]> {
  if (!isAgreed && !process.stdin.isTTY) {
    throw new UsageError("nobody can be asked here whether to go on", "Add --yes, which goes on without asking.");
  }
  return (preview) => {
    report(returnPlan(preview));
    const isRefused = preview.destructive.some(({ isAllowed }) => !isAllowed);
    return isAgreed || isRefused ? Promise.resolve(true) : confirmed("Go on?"); // what is refused, deploying tells
  };
}

function shown({ record, returnedTo, differences }: RollbackResult): string {
  return [
    ...(record === undefined ? [] : [summary(record)]),
    `returned to ${returnedTo}`,
    ...(differences === undefined ? [] : [comparison(differences)]),
  ].join("\n");
}
