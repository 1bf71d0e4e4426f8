import { requireWhole } from "../shared/bounds";
import { isSecretArn } from "../shared/secrets";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { DatadogArgs, DatadogLogsArgs, DatadogMonitoringArgs } from "./args";
import { OBJECTIVE_DAYS, objectiveDefinitions } from "./monitors";
import { requireSite } from "./sites";

const DAYS = { smallest: 1, largest: 3650 };
const GROUP_KEY = /^[a-z][a-z0-9-]*$/;
/** A handle of Datadog (Datadog, "Notifications"). */
const HANDLE = /^@[\w.+@:/-]+$/;

/** Records everything in the arguments that could not work. */
export function validateDatadog({ site, logs, monitoring, tags }: DatadogArgs, problems: ArgumentProblems): void {
  requireSite(problems, site);
  problems.require(
    logs !== undefined || monitoring !== undefined,
    "logs",
    "or monitoring must be given, or there is nothing for Datadog to do",
  );
  if (logs !== undefined) validateLogs(logs, problems);
  if (monitoring !== undefined) validateMonitoring(monitoring, problems);
  checkTags(problems, tags);
}

function validateLogs({ groups, apiKeySecretArn, failedRetentionDays }: DatadogLogsArgs, problems: ArgumentProblems) {
  const names = Object.keys(groups);
  problems.require(names.length > 0, "logs.groups", "must name at least one log group, got none; omit logs instead");
  for (const name of names) {
    problems.require(
      GROUP_KEY.test(name),
      `logs.groups.${name}`,
      "must be named by lower-case letters, digits and hyphens, beginning with a letter",
    );
  }
  const secretArn = literal(apiKeySecretArn);
  problems.require(
    secretArn === undefined || isSecretArn(secretArn),
    "logs.apiKeySecretArn",
    'must be the ARN of a Secrets Manager secret that holds {"api_key": "…"}, without a key behind it, never the API key itself',
  );
  requireWhole(problems, "logs.failedRetentionDays", failedRetentionDays, DAYS);
}

function validateMonitoring({ notify = {}, system }: DatadogMonitoringArgs, problems: ArgumentProblems): void {
  for (const [severity, handles] of Object.entries(notify)) {
    handles.forEach((handle, index) => {
      problems.require(
        HANDLE.test(handle),
        `monitoring.notify.${severity}[${index}]`,
        `must be a handle of Datadog, such as "@pagerduty-shop", got ${JSON.stringify(handle)}`,
      );
    });
  }
  for (const { days, service } of objectiveDefinitions(system)) {
    problems.require(
      OBJECTIVE_DAYS.includes(days),
      "monitoring.system",
      `has objectives of ${service.name} over ${days} days, and Datadog counts over ${OBJECTIVE_DAYS.join(", ")}; take one of these as windowDays`,
    );
  }
}
