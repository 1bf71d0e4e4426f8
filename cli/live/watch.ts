import { setTimeout } from "node:timers/promises";
import { liveEvents, liveStatus, runningOf } from "../../localcloud/control-client";
import type { TimedEvent } from "../../localcloud/behaviour/world/world";
import { eventLine } from "../cloud/tables";
import type { Report } from "../local/session";
import { processorLines, type ScreenSize, viewLines } from "./view";

const INTERVAL_MILLISECONDS = 1_000;

/** Events that are kept for a view: more than fit on any screen. */
const MOST_EVENTS = 500;

/** Goes to the first character and clears what is below. */
const HOME = "\x1b[H\x1b[J";

/** What is watched, and where it is shown. */
export interface WatchArgs {
  readonly controlUrl: string;
  readonly environment: string;
  readonly healthUrls: readonly string[];
  readonly print: Report;
  /** Size of the terminal now; undefined where there is none, and events are shown as lines. */
  readonly screen: () => ScreenSize | undefined;
  /** Ends the watching. */
  readonly signal: AbortSignal;
}

/** Shows what an environment does until it is told to end. */
export async function watch(args: WatchArgs): Promise<void> {
  const { controlUrl, signal, screen, print } = args;
  if (screen() === undefined) for (const line of processorLines(await liveStatus(controlUrl))) print(line);
  let events: readonly TimedEvent[] = [];
  let since = 0;
  while (!signal.aborted) {
    const { things, next } = await liveEvents(controlUrl, since, args.environment);
    since = next;
    events = [...events, ...things].slice(-MOST_EVENTS);
    await show(args, things, events);
    await setTimeout(INTERVAL_MILLISECONDS, undefined, { signal }).catch(() => undefined);
  }
}

async function show(args: WatchArgs, added: readonly TimedEvent[], events: readonly TimedEvent[]): Promise<void> {
  const { controlUrl, environment, healthUrls, print, screen } = args;
  const size = screen();
  if (size === undefined) {
    for (const event of added) print(eventLine(event));
    return;
  }
  const status = await liveStatus(controlUrl, environment);
  const [tasks, targets] = await Promise.all([
    runningOf(controlUrl, "task", environment),
    runningOf(controlUrl, "target", environment),
  ]);
  const room = { columns: size.columns, rows: size.rows - 1 }; // the line of the cursor
  const lines = viewLines({ environment, healthUrls, status, tasks, targets, events }, room);
  print(`${HOME}${lines.join("\n")}`);
}
