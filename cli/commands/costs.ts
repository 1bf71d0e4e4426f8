import { UsageError, type Command } from "../command";
import { gatherCostReport } from "../../automation/reports/cost";
import { reportMarkdown, reportText } from "../../automation/reports/cost-text";
import { deploymentArguments } from "../deployments/arguments";
import { withEnvironment } from "../deployments/target";

export const command: Command = {
  help: {
    summary: "Tells about what an environment costs a month: by kind, service and resource, over time, and for less.",
    usage: ["npm run costs -- <environment> [--json|--markdown] [--aws]"],
    details: [
      "Reckons what is deployed with a dated table of list prices (docs/costs.md), and compares what scales with a fixed",
      "fleet: by the records of scaling where there are any, else by the bounds, and says so.",
    ],
    examples: [
      ["npm run costs -- production", "for a terminal"],
      ["npm run --silent costs -- production --markdown > costs.md", "as a document"],
      ["npm run --silent costs -- production --aws --json", "for programs, with the records of AWS"],
    ],
  },
  run: async ({ root, args, print, report }) => {
    const { target, isJson, values, words } = deploymentArguments(args, { markdown: "flag" }, ["<environment>"]);
    const isMarkdown = values.markdown !== undefined;
    if (isJson && isMarkdown)
      throw new UsageError("--json and --markdown exclude each other", "Leave out one of them.");
    const [environment = ""] = words;
    const nothingRuns = { ...target, live: { ...target.live, runs: false } };
    return withEnvironment(
      { root, environment, target: nothingRuns, report, emit: () => undefined },
      async (context) => {
        const costs = await gatherCostReport(context, report);
        if (isJson) print(JSON.stringify(costs, undefined, 2));
        else print(isMarkdown ? reportMarkdown(costs) : reportText(costs));
        return 0;
      },
    );
  },
};
