import type { AlertingArgs, ReceiverArgs } from "../../../../components/monitoring-stack";
import { SEVERITIES, type Severity, type TopicsBySeverity } from "../../../../components/shared/severity";
import type { SecretsParts } from "../secrets";
import { sourceOf } from "../services/secret-sources";
import type { ResolvedMonitoring } from "./configuration";
import type { ReceiverSettings } from "./receiver-keys";

type Sources = SecretsParts["secretSources"];

/** Who is told of alerts: as the configuration says, else whom the environment's topics tell. */
export function alertingArgs(
  { mail, receivers }: Pick<ResolvedMonitoring, "mail" | "receivers">,
  topics: TopicsBySeverity,
  sources: Sources,
): AlertingArgs {
  const told = (severity: Severity, team?: string): ReceiverArgs[] =>
    (receivers ?? [{ kind: "sns" as const }])
      .filter((each) => each.team === team && (each.severity ?? severity) === severity)
      .map((each) => receiverArgs(each, topics[severity], sources));
  const teams = [...new Set(receivers?.flatMap(({ team }) => team ?? []))];
  return {
    receivers: { critical: told("critical"), warning: told("warning") },
    ...(teams.length > 0 && {
      teams: Object.fromEntries(
        teams.map((team) => [
          team,
          Object.fromEntries(
            SEVERITIES.map((severity) => [severity, told(severity, team)] as const).filter(
              ([, list]) => list.length > 0,
            ),
          ),
        ]),
      ),
    }),
    ...(mail !== undefined && { mail: { ...mail, password: sourceOf(mail.password, sources) } }),
  };
}

/** A receiver's arguments. The check refuses one that lacks what its kind needs. */
function receiverArgs(
  { kind, to = "", channel, url, secretUrl = "", token, routingKey = "", topicArn }: Partial<ReceiverSettings>,
  [ownTopic = ""]: TopicsBySeverity[Severity],
  sources: Sources,
): ReceiverArgs {
  switch (kind) {
    case "email":
      return { kind, to };
    case "slack":
      return { kind, url: sourceOf(secretUrl, sources), ...(channel !== undefined && { channel }) };
    case "pagerduty":
      return { kind, routingKey: sourceOf(routingKey, sources) };
    case "webhook":
      return {
        kind,
        ...(url === undefined ? { secretUrl: sourceOf(secretUrl, sources) } : { url }),
        ...(token !== undefined && { token: sourceOf(token, sources) }),
      };
    case "sns":
    case undefined:
      return { kind: "sns", topicArn: topicArn ?? ownTopic };
  }
}
