import { TRIGGER_NUMBERS } from "../../scaling/triggers/numbers";
import { durationText } from "../../shared/quantity";
import { JOBS } from "../jobs";
import type { Alert } from "./alert";

/** Lag that users notice: a tenth of the response time from which on a service is scaled up. */
const EVENT_LOOP_LAG_SECONDS = TRIGGER_NUMBERS.responseTime.above / 10;
const RESTARTS = { tasks: 3, windowSeconds: 1800, otherRevisionSeconds: 600 };
const LASTING_SECONDS = 300;

/** Alerts on the processes of services that tell metrics: how long they live, and whether they keep up. */
export function processAlerts(): Alert[] {
  return [crashLooping(), instanceRestarted(), eventLoopLag()];
}

/**
 * Tasks that began within the window and are gone, of the only revision that ran of late: a deployment, a rollback and
 * a scale-in don't count.
 */
function crashLooping(): Alert {
  const { tasks, windowSeconds, otherRevisionSeconds } = RESTARTS;
  const window = durationText(windowSeconds);
  const started = (seconds: string): string =>
    `last_over_time(process_start_time_seconds{job="${JOBS.application}"}[${seconds}])`;
  const revisions = `count by (service, revision) (${started(durationText(otherRevisionSeconds))})`;
  return {
    name: "CrashLooping",
    group: "services",
    severity: "critical",
    meaning: "Instances of a service end soon after their start, again and again.",
    source: "a constant of the rules",
    reference: "HC-3",
    look: [
      "Exit codes of the stopped tasks: 137 is a kill for want of memory, or of an answer to SIGTERM.",
      "The first lines of the log of a task that ended: settings, secrets, migrations.",
    ],
    act: [
      "Killed for want of memory: give the service more, and look for a leak.",
      "Something that it needs at its start is gone: mend that.",
      "Since a change of settings: take it back.",
    ],
    dashboard: "deployments",
    rules: [
      {
        threshold: `${tasks} tasks of the only revision began within ${window} and are gone`,
        expression: [
          `count by (service, revision) ((${started(window)} > time() - ${windowSeconds}) unless ${started("1m")}) >= ${tasks}`,
          `and on (service, revision) ${revisions}`,
          `unless on (service) count by (service) (${revisions}) > 1`,
        ].join("\n"),
        keepFiringSeconds: LASTING_SECONDS,
        summary: "{{ $labels.service }} crashes again and again",
        description: `{{ $value }} tasks of {{ $labels.service }} began within ${window} and ended.`,
      },
    ],
  };
}

function instanceRestarted(): Alert {
  return {
    name: "InstanceRestarted",
    group: "services",
    severity: "warning",
    meaning: "A process began anew within its task, without a deployment: it had ended by itself.",
    source: "a constant of the rules",
    reference: "HC-3",
    look: ["The log of the task around the time of the restart."],
    act: ["Mend what ended it. A restart that repeats becomes CrashLooping."],
    dashboard: "deployments",
    rules: [
      {
        threshold: "a restart within 15m",
        expression: `changes(process_start_time_seconds{job="${JOBS.application}"}[15m]) > 0`,
        summary: "{{ $labels.instance }} of {{ $labels.service }} restarted",
        description: "The process of {{ $labels.instance }} in {{ $labels.service }} ended, and began anew.",
      },
    ],
  };
}

function eventLoopLag(): Alert {
  return {
    name: "EventLoopLag",
    group: "services",
    severity: "warning",
    meaning: "Something keeps an instance's event loop busy: every request that it has waits.",
    source: "a tenth of the response time that scales up (SC-3)",
    reference: 'Node.js, "Performance measurement APIs": monitorEventLoopDelay',
    look: ["CPU of the instance, and what it was asked for at that time: long synchronous work, large JSON."],
    act: [
      "All instances: more of them, or less work for each request.",
      "One instance: stop its task, and keep its log.",
    ],
    dashboard: "operations",
    rules: [
      {
        threshold: `the 99th percentile above ${EVENT_LOOP_LAG_SECONDS} s for 10m`,
        expression: `avg_over_time(nodejs_eventloop_lag_p99_seconds{job="${JOBS.application}"}[5m]) > ${EVENT_LOOP_LAG_SECONDS}`,
        forSeconds: 600,
        summary: "The event loop of {{ $labels.service }} lags",
        description:
          "The event loop of {{ $labels.instance }} in {{ $labels.service }} lags by {{ $value | humanizeDuration }}.",
      },
    ],
  };
}
