import { releaseDifference } from "../../automation/history/difference";
import { findRelease } from "../../automation/history/find";
import { readHistory } from "../../automation/history/read";
import type { Command } from "../command";
import { deploymentArguments } from "../deployments/arguments";
import { commitsBetween } from "../deployments/commits";
import { quietly } from "../deployments/quietly";
import { type DiffOutput, diffText } from "../deployments/render/diff";
import { printResult } from "../deployments/render/output";
import { withEnvironment } from "../deployments/target";

export const command: Command = {
  help: {
    summary: "Shows in what two deployments differ: configuration, images, resources and the program's commits.",
    usage: ["npm run diff -- <environment> <id> [id] [--json] [--aws]"],
    details: [
      "An <id> is as for show. Without a second one, the first is compared with the latest. Secrets are never shown,",
      "only that they changed; a secret that was encrypted anew counts as changed.",
    ],
    examples: [
      ["npm run diff -- production 4f2a latest", "what changed since the deployment whose id ends so"],
      ["npm run diff -- staging 11 12", "what the twelfth update of the stack changed"],
    ],
  },
  run: async ({ root, args, print, report }) => {
    const { target, isJson, words } = deploymentArguments(args, {}, ["<environment>", "<id>", "[id]"]);
    const [environment = "", first = "", second = "latest"] = words;
    const session = { root, environment, target: quietly(target), report, emit: () => undefined };
    return withEnvironment(session, async (context) => {
      const { releases } = await readHistory(context);
      const difference = await releaseDifference(findRelease(releases, first), findRelease(releases, second), context);
      printResult(print, isJson, { environment, ...difference, ...(await commitsOf(root, difference)) }, diffText);
      return 0;
    });
  },
};

async function commitsOf(
  root: string,
  { from, to }: Pick<DiffOutput, "from" | "to">,
): Promise<Pick<DiffOutput, "commits">> {
  if (from.commit === undefined || to.commit === undefined) return {};
  const commits = await commitsBetween(root, from.commit, to.commit);
  return commits === undefined ? {} : { commits };
}
