import { imageDigestsOf, readHistory } from "../../automation/history/read";
import type { AutomationContext } from "../../automation/context";
import { UsageError, type Command } from "../command";
import { deploymentArguments } from "../deployments/arguments";
import { quietly } from "../deployments/quietly";
import { releaseSummary, type ReleaseSummary } from "../../automation/history/release-summary";
import { historyTable } from "../deployments/render/history";
import { printResult } from "../deployments/render/output";
import { withEnvironment } from "../deployments/target";

const DEFAULT_LIMIT = 20;

/** What `history --json` prints. */
export interface HistoryOutput {
  readonly environment: string;
  /** Newest first. */
  readonly releases: readonly ReleaseSummary[];
  /** How many older ones there are. */
  readonly older: number;
  /** Names of records that can't be read. */
  readonly damaged: readonly string[];
}

export const command: Command = {
  help: {
    summary:
      "Lists what was deployed to an environment, and how it went: deployments and updates of plain pulumi alike.",
    usage: ["npm run history -- <environment> [--limit <count>] [--json] [--aws]"],
    details: [
      "Joins the records of deployments with Pulumi's own history, whichever backend keeps it. Updates that plain pulumi",
      `made are marked; nobody verified them. Shows the newest ${DEFAULT_LIMIT} unless --limit says otherwise.`,
    ],
    examples: [
      ["npm run history -- production", "what was deployed when, by whom, why, and how it ended"],
      ["npm run --silent history -- staging --json", "the same for programs"],
      ["npm run history -- production --aws --limit 100", "on AWS, further back"],
    ],
  },
  run: async ({ root, args, print, report }) => {
    const { target, isJson, values, words } = deploymentArguments(args, { limit: "value" }, ["<environment>"]);
    const [environment = ""] = words;
    const limit = limitOf(values.limit);
    return withEnvironment(
      { root, environment, target: quietly(target), report, emit: () => undefined },
      async (context) => {
        const output = await historyOutput(context, limit);
        const now = context.clock.timeOfDay();
        printResult(print, isJson, output, (each) => historyText(each, now));
        return 0;
      },
    );
  },
};

/** The newest releases of an environment, with the digests of their images. */
export async function historyOutput(
  context: Pick<AutomationContext, "clock" | "engine" | "environment" | "store">,
  limit: number,
): Promise<HistoryOutput> {
  const { releases, damaged } = await readHistory(context);
  const shown = releases.slice(0, limit).map(async (release) => {
    return releaseSummary({ release, imageDigests: await imageDigestsOf(release, context) });
  });
  const { environment } = context;
  return { environment, releases: await Promise.all(shown), older: Math.max(0, releases.length - limit), damaged };
}

/** The history for people. */
export function historyText({ releases, older, damaged, environment }: HistoryOutput, now: Date): string {
  return [
    historyTable(releases, now),
    ...(older === 0 ? [] : [`${older} older: --limit ${releases.length + older}`]),
    ...damaged.map((name) => `can't be read, and is left out: ${name}`),
    ...(releases.length === 0 ? [] : ["", `The newest of them: npm run show -- ${environment} latest`]),
  ].join("\n");
}

function limitOf(given: string | undefined): number {
  const limit = given === undefined ? DEFAULT_LIMIT : Number(given);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new UsageError(`--limit must be a whole number above 0, got ${String(given)}`, "Such as --limit 50.");
}
