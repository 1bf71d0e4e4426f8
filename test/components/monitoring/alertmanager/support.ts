import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  alertmanagerConfiguration,
  type AlertmanagerSettings,
  MESSAGE_TEMPLATES,
  TEMPLATE_FILE,
} from "../../../../components/monitoring";
import { temporaryDirectory } from "../../../support/temporary-directory";

const SECRETS = "/etc/monitoring/secrets";

/** Every kind of receiver that Debian's Alertmanager 0.25 takes. */
export const SETTINGS: AlertmanagerSettings = {
  receivers: {
    critical: [
      { kind: "pagerduty", routingKeyFile: `${SECRETS}/pagerduty` },
      { kind: "slack", urlFile: `${SECRETS}/slack`, channel: "#outages" },
      { kind: "sns", topicArn: "arn:aws:sns:eu-west-1:123456789012:critical" },
    ],
    warning: [{ kind: "email", to: "platform@example.com" }],
  },
  teams: {
    payments: {
      critical: [{ kind: "webhook", url: "https://alerts.example.com/payments", tokenFile: `${SECRETS}/token` }],
    },
  },
  watchdog: { kind: "webhook", url: "https://heartbeat.example.com/production" },
  mail: {
    host: "smtp.example.com",
    from: "alerts@example.com",
    username: "alerts",
    passwordFile: `${SECRETS}/mail`,
  },
};

/** A directory with a configuration and its templates. */
export function written(settings: AlertmanagerSettings = SETTINGS): string {
  const directory = temporaryDirectory();
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "alertmanager.yml"), alertmanagerConfiguration(settings));
  writeFileSync(join(directory, TEMPLATE_FILE), MESSAGE_TEMPLATES);
  return directory;
}
