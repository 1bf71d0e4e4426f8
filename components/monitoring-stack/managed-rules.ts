import * as aws from "@pulumi/aws";
import { alertmanagerConfiguration, MESSAGE_TEMPLATES, TEMPLATE_FILE } from "../monitoring";
import { toYaml } from "../monitoring/yaml.cjs";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { Alerting } from "./alerting";
import type { StackChildren } from "./args";
import type { ManagedPrometheus } from "./managed-prometheus";

/** Name of the file of rules in the workspace. */
export const RULES_NAMESPACE = "environment";

/** Has Amazon Managed Service for Prometheus evaluate rules, and tell topics of what they find. */
export function createManagedRules(
  { name, parent, tags, transform }: StackChildren,
  rules: string,
  { settings }: Pick<Alerting, "settings">,
  { workspaceId }: ManagedPrometheus,
): void {
  new aws.amp.RuleGroupNamespace(
    ...transformed<aws.amp.RuleGroupNamespaceArgs>(
      transform.managedRules,
      `${name}-rules`,
      { workspaceId, name: RULES_NAMESPACE, data: rules, tags: namedTags(`${name}-rules`, tags) },
      { parent },
    ),
  );
  new aws.amp.AlertManagerDefinition(
    ...transformed<aws.amp.AlertManagerDefinitionArgs>(
      transform.managedAlertmanager,
      `${name}-alertmanager`,
      { workspaceId, definition: settings.apply((known) => managedDefinition(alertmanagerConfiguration(known))) },
      { parent },
    ),
  );
}

/**
 * Alertmanager's configuration as the service takes it, with its templates (Amazon Managed Service for Prometheus User
 * Guide, "Create an alert manager configuration").
 */
export function managedDefinition(configuration: string): string {
  return toYaml({ template_files: { [TEMPLATE_FILE]: MESSAGE_TEMPLATES }, alertmanager_config: configuration });
}
