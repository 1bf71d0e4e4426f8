import { liveEvents, liveStatus } from "../../localcloud/control-client";
import { readEndpoint } from "../../localcloud/control/endpoint";
import { PROFILE_NAMES, stepsOf } from "../../localcloud/load/profiles";
import { sendLoad } from "../../localcloud/load/send";
import { UserError } from "../../tools/shared/user-error";
import { type Command, UsageError } from "../command";
import { environmentArguments } from "../environment-arguments";
import { loadReport } from "../load/load-report";
import { loadArguments } from "../load/load-settings";
import { loadTargetOf } from "../load/load-target";
import { localPaths } from "../local/paths";
import type { Report } from "../local/session";

export const command: Command = {
  help: {
    summary: "Sends requests to an environment that runs on this machine, and reports what became of them.",
    usage: [
      `npm run load -- [environment] [--profile ${PROFILE_NAMES.join("|")}]`,
      "                [--rate <number>] [--peak <number>] [--seconds <number>] [--path <path>]",
    ],
    details: [
      "It goes to the environment's load balancer on this machine, and nowhere else. Ctrl-C ends it with its report.",
      "Rate and peak are requests per second, 20 and 200 unless told otherwise, 5000 at most; it takes 120 seconds.",
      "constant keeps the rate, ramp rises to the peak, spike is at the peak for its middle half, daily goes there and",
      "back. A spike has 4000 at its peak, and takes at least 16 minutes of the environment's time: alarms wait for",
      "minutes. The figures are those of this machine: they say nothing about a real service's speed.",
    ],
    examples: [
      ["npm run load -- production --profile spike", "a flash crowd, by which services are scaled"],
      ["npm run load -- development --rate 50 --seconds 60 --path /health", "50 requests a second for a minute"],
    ],
  },
  run: ({ root, args, print, report }) => load(root, args, print, report),
};

/** `npm run load -- [environment] --profile <profile>`. */
async function load(root: string, argv: readonly string[], print: Report, report: Report): Promise<number> {
  const { settingsAt, path, others } = loadArguments(argv);
  const paths = localPaths(root);
  const { environment, options } = environmentArguments(others, paths);
  if (options.length > 0) throw new UsageError(`there is no option ${options.join(" ")}`, "See npm run load -- --help");
  const controlUrl = readEndpoint(paths.cloud)?.controlUrl;
  if (controlUrl === undefined) throw nothingRuns(environment);
  const before = await liveStatus(controlUrl, environment);
  const target = loadTargetOf(before.listeners, environment, path);
  if (target === undefined) throw nothingRuns(environment);
  const { next: since } = await liveEvents(controlUrl, 0, environment);
  report(`sends to ${target.host ?? ""} at ${target.url}; Ctrl-C ends it`);
  const result = await untilInterrupted((signal) =>
    sendLoad(
      target,
      stepsOf(settingsAt(before.speed)),
      ({ rate, seconds }) => {
        report(`${rate} requests a second for ${seconds.toFixed(0)} s`);
      },
      signal,
    ),
  );
  const { services } = await liveStatus(controlUrl, environment);
  const { things: events } = await liveEvents(controlUrl, since, environment);
  print(loadReport(result, events, before.services, services));
  return result.requests > result.unanswered ? 0 : 1;
}

/** Works until it is done, or until Ctrl-C asks it to come to its end. */
async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const stop = (): void => {
    abort.abort();
  };
  process.once("SIGINT", stop);
  try {
    return await work(abort.signal);
  } finally {
    process.off("SIGINT", stop);
  }
}

function nothingRuns(environment: string): UserError {
  return new UserError(
    `${environment} has no load balancer that is reached on this machine`,
    `Start it first: npm run up -- ${environment}`,
  );
}
