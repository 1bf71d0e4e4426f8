import { readTrace, shippedTraces } from "../../simulation/traces/shipped";
import { type Command, UsageError } from "../command";
import { deployedResources } from "../deployed-resources";
import { environmentArguments } from "../environment-arguments";
import { localPaths } from "../local/paths";
import type { Report } from "../local/session";
import { optionValues } from "../option-values";
import { showOptimum, showSimulation } from "../simulation";

export const command: Command = {
  help: {
    summary: "Shows in seconds what traffic would do to an environment: its alarms, scaling, rollouts and bounds.",
    usage: ["npm run simulate -- [environment] --traffic <trace> [--json] [--optimise [--budget <simulations>]]"],
    details: [
      "The environment is what was deployed last into the local cloud; if there is none, it is deployed first.",
      "A <trace> is a file of comma-separated values (docs/scaling.md), or one of:",
      `${shippedTraces().join(", ")}.`,
      "--optimise searches triggers, quiet times, bounds and steps with which the targets are met (SC-12), by 60",
      "simulations or as many as --budget says, and prints the configuration to paste. It changes nothing.",
      "Everything is simulated, on a clock that doesn't wait: a figure says nothing about a real service's speed.",
    ],
    examples: [
      ["npm run simulate -- production --traffic daily-cycle", "a working day, with table, picture and verdict"],
      ["npm run simulate -- production --traffic ./last-week.csv", "traffic of your own"],
      ["npm run simulate -- production --traffic daily-cycle --optimise", "a configuration that meets the targets"],
      ["npm run simulate -- staging --traffic flash-crowd --json", "the figures, for programs"],
    ],
  },
  run: ({ root, args, print, report }) => simulate(root, args, print, report),
};

/** `npm run simulate -- [environment] --traffic <trace>`. */
async function simulate(root: string, argv: readonly string[], print: Report, report: Report): Promise<number> {
  const { values, others } = optionValues(argv, {
    traffic: "value",
    json: "flag",
    optimise: "flag",
    budget: "value",
  });
  const { traffic } = values;
  if (traffic === undefined) {
    throw new UsageError(
      "no traffic was named",
      `Name a file, or one of ${shippedTraces().join(", ")}: npm run simulate -- production --traffic daily-cycle`,
    );
  }
  const budget = budgetOf(values.budget, values.optimise === "true");
  const trace = readTrace(traffic);
  const paths = localPaths(root);
  const { environment, options, projectOf } = environmentArguments(others, paths);
  if (options.length > 0)
    throw new UsageError(`there is no option ${options.join(" ")}`, "See npm run simulate -- --help");
  const resources = await deployedResources({ root, environment, projectOf, report });
  const shown = { paths, environment, resources, trace, json: values.json === "true" };
  const code = showSimulation(shown, print, report);
  if (values.optimise === "true") showOptimum(shown, budget, print, report);
  return code;
}

const DEFAULT_BUDGET = 60;

function budgetOf(given: string | undefined, isOptimising: boolean): number {
  if (given === undefined) return DEFAULT_BUDGET;
  const budget = Number(given);
  if (!isOptimising) throw new UsageError("--budget says how long to search", "Give --optimise with it.");
  if (!Number.isInteger(budget) || budget < 1) {
    throw new UsageError(`--budget must be a whole number of at least 1, got "${given}"`, "Such as --budget 100.");
  }
  return budget;
}
