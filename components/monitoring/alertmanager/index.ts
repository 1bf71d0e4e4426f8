export { alertmanagerArguments, type AlertmanagerCluster, type AlertmanagerCommandSettings } from "./command";
export { alertmanagerConfiguration, SUBMISSION_PORT } from "./configuration";
export { publishStatements } from "./permissions";
export type {
  AlertmanagerSettings,
  AlertReceiver,
  EmailReceiver,
  MailServer,
  PagerDutyReceiver,
  SlackReceiver,
  SnsReceiver,
  WebhookReceiver,
} from "./settings";
export { MESSAGE_TEMPLATES, TEMPLATE_FILE } from "./templates";
export { validateAlertmanager } from "./validate";
