import { toYaml } from "../yaml.cjs";
import { inhibitRules } from "./inhibition";
import { receiverEntries } from "./receivers";
import { routeTree } from "./routes";
import type { AlertmanagerSettings, MailServer } from "./settings";
import { TEMPLATE_FILE } from "./templates";

/** The port at which mail servers take mail of clients, encrypted by STARTTLS. */
export const SUBMISSION_PORT = 587;

/** Alertmanager's configuration, in YAML. `MESSAGE_TEMPLATES` has to be beside it, as `TEMPLATE_FILE`. */
export function alertmanagerConfiguration(settings: AlertmanagerSettings): string {
  return toYaml({
    ...(settings.mail !== undefined && { global: mailSettings(settings.mail) }),
    templates: [TEMPLATE_FILE],
    route: routeTree(settings),
    inhibit_rules: inhibitRules(),
    receivers: receiverEntries(settings),
  });
}

function mailSettings({ host, port = SUBMISSION_PORT, from, username, passwordFile }: MailServer): object {
  return {
    smtp_smarthost: `${host}:${port}`,
    smtp_from: from,
    smtp_auth_username: username,
    smtp_auth_password_file: passwordFile,
    smtp_require_tls: true,
  };
}
