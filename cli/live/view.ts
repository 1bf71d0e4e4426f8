import type { TimedEvent } from "../../localcloud/behaviour/world/world";
import type { RunningTarget } from "../../localcloud/behaviour/model/target";
import type { RunningTask } from "../../localcloud/behaviour/model/task";
import type { LiveStatus } from "../../localcloud/control-client";
import { table } from "../../tools/shared/table";
import { clockTime, eventLine, serviceTable } from "../cloud/tables";
import { curlLine, localAddress } from "./local-address";

/** What an environment does at a moment: of others nothing is in it. */
export interface LiveSnapshot {
  readonly environment: string;
  readonly healthUrls: readonly string[];
  readonly status: LiveStatus;
  readonly tasks: readonly RunningTask[];
  readonly targets: readonly RunningTarget[];
  /** What happened last, the newest last. */
  readonly events: readonly TimedEvent[];
}

/** Size of a terminal in characters. */
export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** An environment as a terminal shows it: at most as many lines, and as long ones, as it has room for. */
export function viewLines(snapshot: LiveSnapshot, { columns, rows }: ScreenSize): string[] {
  const { events } = snapshot;
  const { status } = snapshot;
  const states = [...taskLines(snapshot), ...processorLines(status), ...alarmLines(snapshot)];
  const above = [...heading(snapshot), "", ...services(snapshot), "", ...states];
  const room = Math.max(0, rows - above.length - 2);
  const below = room === 0 ? [] : ["", "events", ...events.slice(-room).map(eventLine)];
  return [...above, ...below].slice(0, rows).map((line) => shortened(line, columns));
}

function heading({ environment, healthUrls, status }: LiveSnapshot): string[] {
  const { now, speed } = status;
  const pace = speed === 1 ? "real time" : `${speed} times as fast as real time`;
  const [address] = healthUrls.flatMap((url) => localAddress(url, status) ?? []);
  return [
    `${environment}  ${clockTime(now)} UTC  ${pace}  Ctrl-C ends everything`,
    ...(address === undefined ? [] : [`open it: ${curlLine(address)}`]),
    ...trafficLines(status),
  ];
}

function trafficLines({ listeners, traffic }: LiveStatus): string[] {
  const names = new Map(listeners.map(({ loadBalancerArn, loadBalancerName }) => [loadBalancerArn, loadBalancerName]));
  return [...names].map(([arn, name]) => {
    const found = traffic.find(({ loadBalancerArn }) => loadBalancerArn === arn);
    if (found === undefined) return `${name}: no requests`;
    const { requestsPerSecond, failuresPerSecond, p50, p95 } = found;
    const times = p50 === undefined || p95 === undefined ? "" : `, half within ${ms(p50)}, 95 % within ${ms(p95)}`;
    return `${name}: ${requestsPerSecond.toFixed(1)} requests/s, ${failuresPerSecond.toFixed(1)} failed/s${times}`;
  });
}

function services({ status }: LiveSnapshot): string[] {
  const { headings, rows } = serviceTable(status.services.filter(({ notRun }) => notRun === undefined));
  const records = status.services.length - rows.length;
  return [
    ...(rows.length === 0 ? ["no service runs"] : table(headings, rows).split("\n")),
    ...(records === 0 ? [] : [`${records} more don't run here: npm run local -- cloud services`]),
  ];
}

function taskLines({ tasks, targets }: LiveSnapshot): string[] {
  const alive = tasks.filter(({ lastStatus }) => lastStatus !== "STOPPED");
  return [
    `tasks: ${counted(alive.map(({ lastStatus }) => lastStatus))}`,
    `targets: ${counted(targets.map(({ state }) => state))}`,
  ];
}

/** What of AWS's CPU metrics is not as on AWS: only where this machine has fewer processors than its tasks reserve. */
export function processorLines({ processors: { cores, reserved } }: Pick<LiveStatus, "processors">): string[] {
  if (reserved <= cores) return [];
  return [`CPU: tasks reserve ${reserved} vCPU, this machine has ${cores} cores: 100 % is a task's share of these`];
}

function alarmLines({ status: { alarms } }: LiveSnapshot): string[] {
  return alarms.length === 0 ? ["no alarm rings"] : alarms.map(({ name, reason }) => `ALARM ${name}: ${reason}`);
}

/** How often each word comes, such as `3 RUNNING, 1 PENDING`. */
function counted(words: readonly string[]): string {
  const counts = [...new Set(words)].map((word) => `${words.filter((each) => each === word).length} ${word}`);
  return counts.length === 0 ? "none" : counts.join(", ");
}

function ms(seconds: number): string {
  return `${Math.round(seconds * 1000)} ms`;
}

function shortened(line: string, columns: number): string {
  return line.length <= columns ? line : `${line.slice(0, Math.max(0, columns - 1))}…`;
}
