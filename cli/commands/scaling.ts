import type { ScalingEvent } from "../../automation/scaling/activity";
import { scalingHistory } from "../../automation/scaling/history";
import { UsageError, type Command } from "../command";
import { deploymentArguments } from "../deployments/arguments";
import { printResult } from "../deployments/render/output";
import { scalingTable } from "../deployments/render/scaling";
import { withEnvironment } from "../deployments/target";

const DEFAULT_LIMIT = 50;

/** What `scaling --json` prints. */
export interface ScalingOutput {
  readonly environment: string;
  /** Newest first. */
  readonly events: readonly ScalingEvent[];
  /** How many older ones there are. */
  readonly older: number;
}

export const command: Command = {
  help: {
    summary: "Lists what scaled an environment, with trigger and reason: AWS's own activities, and scalings by hand.",
    usage: ["npm run scaling -- <environment> [--service <name>] [--limit <count>] [--json] [--aws]"],
    details: [
      "AWS keeps its activities for six weeks. Shows the newest 50 unless --limit says otherwise. A rehearsal that runs",
      "faster than real time has AWS's times on its own clock, ahead of those of scalings by hand.",
    ],
    examples: [
      ["npm run scaling -- production", "services and instances"],
      ["npm run scaling -- production --service enterprise --limit 200", "one service, further back"],
    ],
  },
  run: async ({ root, args, print, report }) => {
    const options = { service: "value", limit: "value" } as const;
    const { target, isJson, values, words } = deploymentArguments(args, options, ["<environment>"]);
    const [environment = ""] = words;
    const limit = values.limit === undefined ? DEFAULT_LIMIT : Number(values.limit);
    if (!Number.isInteger(limit) || limit < 1) {
      throw new UsageError(
        `--limit must be a whole number above 0, got ${String(values.limit)}`,
        "Such as --limit 200.",
      );
    }
    return withEnvironment({ root, environment, target, report, emit: () => undefined }, async (context) => {
      const service = values.service === undefined ? {} : { service: values.service };
      const events = await scalingHistory(service, context);
      const output: ScalingOutput = {
        environment,
        events: events.slice(0, limit),
        older: Math.max(0, events.length - limit),
      };
      printResult(print, isJson, output, (each) => scalingText(each, context.clock.timeOfDay()));
      return 0;
    });
  },
};

function scalingText({ events, older }: ScalingOutput, now: Date): string {
  if (events.length === 0) return "nothing scaled yet";
  return [scalingTable(events, now), ...(older === 0 ? [] : [`${older} older: --limit ${events.length + older}`])].join(
    "\n",
  );
}
