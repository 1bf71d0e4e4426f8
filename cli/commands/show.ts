import { findRelease } from "../../automation/history/find";
import { nextSteps } from "../../automation/history/next-steps";
import { imageDigestsOf, readHistory } from "../../automation/history/read";
import type { Command } from "../command";
import { deploymentArguments } from "../deployments/arguments";
import { quietly } from "../deployments/quietly";
import { releaseSummary } from "../../automation/history/release-summary";
import { printResult } from "../deployments/render/output";
import { showOutput, showText } from "../deployments/render/show";
import { withEnvironment } from "../deployments/target";

export const command: Command = {
  help: {
    summary:
      "Shows everything about a deployment: its steps, what it changed, who asked for it and why, and what to do next.",
    usage: ["npm run show -- <environment> <id> [--json] [--aws]"],
    details: [
      "<id> is the id of a deployment or a part of it, the number of an update in Pulumi's history, or latest.",
    ],
    examples: [
      ["npm run show -- production latest", "how the last one went"],
      ["npm run show -- production 4f2a", "the deployment whose id ends so"],
      ["npm run --silent show -- staging 12 --json", "the twelfth update of the stack, for programs"],
    ],
  },
  run: async ({ root, args, print, report }) => {
    const { target, isJson, words } = deploymentArguments(args, {}, ["<environment>", "<id>"]);
    const [environment = "", id = ""] = words;
    const session = { root, environment, target: quietly(target), report, emit: () => undefined };
    return withEnvironment(session, async (context) => {
      const { releases } = await readHistory(context);
      const release = findRelease(releases, id);
      const output = releaseSummary({ release, imageDigests: await imageDigestsOf(release, context) });
      const now = context.clock.timeOfDay();
      const shown = showOutput(environment, release, output, nextSteps(release, releases));
      printResult(print, isJson, shown, (each) => showText(each, now));
      return 0;
    });
  },
};
