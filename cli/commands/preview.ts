import type { Command } from "../command";
import { differenceTable } from "../costs/difference-table";
import { previewedCost, withCost } from "../costs/previewed-cost";
import { configuredRegion } from "../../automation/configuration/configured-region";
import { environmentArguments, environmentDetails } from "../environment-arguments";
import { localPaths } from "../local/paths";
import { LocalSession, type Report } from "../local/session";

export const command: Command = {
  help: {
    summary: "Shows what npm run up would change, and what that changes about the cost a month.",
    usage: ["npm run preview -- [environment] [options of pulumi preview]"],
    details: [
      ...environmentDetails("preview"),
      "The cost is about, by list prices: docs/costs.md. With --json it is the document's key cost.",
    ],
    examples: [
      ["npm run preview", "what would change in development"],
      ["npm run preview -- staging --diff", "every property that would change in staging"],
      ["npm run --silent preview -- production --json", "the same of production, for programs"],
    ],
  },
  run: ({ root, args, print, report }) => preview(root, args, report, print),
};

/** Options with which the engine prints JSON. */
const JSON_OPTIONS = ["--json", "-j", "--json=true"];

/** `npm run preview -- [environment]`: shows what `up` would change, and its cost. */
export function preview(
  root: string,
  argv: readonly string[],
  report: Report,
  print: Report = report,
): Promise<number> {
  const { environment, options, policies, projectOf } = environmentArguments(argv, localPaths(root));
  return LocalSession.during(localPaths(root), projectOf, report, async (session) => {
    const ready = (await session.ensureStack(environment)) || (await session.recover(environment));
    if (ready !== 0) return ready;
    const files = session.configurationFiles;
    const region = configuredRegion(files.read(environment), files.name);
    const isJson = options.some((option) => JSON_OPTIONS.includes(option));
    const previewed = await previewedCost(region, isJson, (log, output) =>
      session.previewLogging(["--stack", environment, ...policies, ...options], log, output),
    );
    const { code, cost, printed } = previewed;
    if (isJson) print(withCost(printed, cost).trimEnd());
    else if (cost !== undefined) print(`\n${differenceTable(cost)}`);
    return code;
  });
}
