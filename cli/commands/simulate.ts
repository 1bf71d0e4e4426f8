import { readState } from "../../localcloud/control-client";
import type { CloudResource } from "../../localcloud/model/resource";
import { shippedTraces } from "../../simulation/traces/shipped";
import { type Command, UsageError } from "../command";
import { environmentArguments } from "../environment-arguments";
import { localPaths } from "../local/paths";
import { LocalSession, type Report } from "../local/session";
import { optionValues } from "../option-values";
import { showSimulation } from "../simulation";
import { up } from "./up";

export const command: Command = {
  help: {
    summary: "Shows in seconds what traffic would do to an environment: its alarms, scaling, rollouts and bounds.",
    usage: ["npm run simulate -- [environment] --traffic <trace> [--json]"],
    details: [
      "The environment is what was deployed last into the local cloud; if there is none, it is deployed first.",
      "A <trace> is a file of comma-separated values (docs/scaling.md), or one of:",
      `${shippedTraces().join(", ")}.`,
      "Everything is simulated, on a clock that doesn't wait: a figure says nothing about a real service's speed.",
    ],
    examples: [
      ["npm run simulate -- production --traffic daily-cycle", "a working day, with table, picture and verdict"],
      ["npm run simulate -- production --traffic ./last-week.csv", "traffic of your own"],
      ["npm run simulate -- staging --traffic flash-crowd --json", "the figures, for programs"],
    ],
  },
  run: ({ root, args, print, report }) => simulate(root, args, print, report),
};

/** `npm run simulate -- [environment] --traffic <trace>`. */
async function simulate(root: string, argv: readonly string[], print: Report, report: Report): Promise<number> {
  const { values, others } = optionValues(argv, { traffic: "value", json: "flag" });
  const { traffic } = values;
  if (traffic === undefined) {
    throw new UsageError(
      "no traffic was named",
      `Name a file, or one of ${shippedTraces().join(", ")}: npm run simulate -- production --traffic daily-cycle`,
    );
  }
  const paths = localPaths(root);
  const { environment, options, projectOf } = environmentArguments(others, paths);
  if (options.length > 0)
    throw new UsageError(`there is no option ${options.join(" ")}`, "See npm run simulate -- --help");
  const read = (): Promise<CloudResource[]> =>
    LocalSession.during(root, projectOf, report, (session) => readState(session.controlUrl));
  let resources = ofEnvironment(environment, await read());
  if (resources.length === 0) {
    report(`${environment} was never deployed into the local cloud; deploying it first`);
    const code = await up(root, [environment, "--once"], report);
    if (code !== 0) return code;
    resources = ofEnvironment(environment, await read());
  }
  return showSimulation({ paths, environment, resources, traffic, json: values.json === "true" }, print, report);
}

function ofEnvironment(environment: string, resources: readonly CloudResource[]): CloudResource[] {
  return resources.filter(({ urn }) => urn.startsWith(`urn:pulumi:${environment}::`));
}
