import { validateAlertmanager } from "../monitoring/alertmanager/validate";
import { type ArgumentProblems, literal } from "../shared/validation";
import { alertmanagerSettings } from "./alerting";
import type { AlertingArgs } from "./alerting-args";

/** Stands for a topic that is not known before it is deployed. */
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:topic";

/** Arguments in place of the files that their secrets become. */
const RENAMED: Readonly<Record<string, string>> = {
  urlFile: "secretUrl",
  routingKeyFile: "routingKey",
  tokenFile: "token",
};

/** Records receivers by whom nobody could be told. */
export function checkAlerting(alerting: AlertingArgs, problems: ArgumentProblems): void {
  validateAlertmanager(
    alertmanagerSettings(alerting, (topicArn) => literal(topicArn) ?? TOPIC),
    problems.at((path) => `alerting.${path.replace(/\w+File$/, (name) => RENAMED[name] ?? name)}`),
  );
}
