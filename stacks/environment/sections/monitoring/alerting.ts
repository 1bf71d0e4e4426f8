import type * as pulumi from "@pulumi/pulumi";
import type { AlertingArgs, ReceiverArgs } from "../../../../components/monitoring-stack";
import { SEVERITIES, type Severity, type TopicsBySeverity } from "../../../../components/shared/severity";
import type { SecretsParts } from "../secrets";
import { sourceOf } from "../services/secret-sources";
import type { ResolvedMonitoring } from "./configuration";
import type { ReceiverSettings } from "./receiver-keys";

/** The environment's own topics. */
const BY_DEFAULT: readonly ReceiverSettings[] = [{ kind: "sns" }];

type Sources = SecretsParts["secretSources"];

/** Who is told of alerts: as the configuration says, else whom the environment's topics tell. */
export function alertingArgs(
  { mail, receivers, watchdog }: Pick<ResolvedMonitoring, "mail" | "receivers" | "watchdog">,
  topics: TopicsBySeverity,
  sources: Sources,
): AlertingArgs {
  const told = (severity: Severity, team?: string): ReceiverArgs[] =>
    (receivers ?? BY_DEFAULT)
      .filter((each) => each.team === team && (each.severity ?? severity) === severity)
      .map((each) => RECEIVERS[each.kind](each, topics[severity][0] ?? "", sources));
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
    ...(watchdog !== undefined && { watchdog: RECEIVERS.webhook(watchdog, "", sources) }),
    ...(mail !== undefined && { mail: { ...mail, password: sourceOf(mail.password, sources) } }),
  };
}

type Receiver = Partial<ReceiverSettings>;

/** Stands for an address that is missing, of which the check tells. */
const MISSING = "nobody@missing.invalid";

/** Arguments of a receiver of each kind. The check refuses one that lacks what its kind needs. */
const RECEIVERS: Readonly<
  Record<
    ReceiverSettings["kind"],
    (receiver: Receiver, ownTopic: pulumi.Input<string>, sources: Sources) => ReceiverArgs
  >
> = {
  email: ({ to = MISSING }) => ({ kind: "email", to }),
  slack: ({ channel, secretUrl = "" }, _topic, sources) => ({
    kind: "slack",
    url: sourceOf(secretUrl, sources),
    ...(channel !== undefined && { channel }),
  }),
  pagerduty: ({ routingKey = "" }, _topic, sources) => ({
    kind: "pagerduty",
    routingKey: sourceOf(routingKey, sources),
  }),
  webhook: ({ secretUrl = "", token, url }, _topic, sources) => ({
    kind: "webhook",
    ...(url === undefined ? { secretUrl: sourceOf(secretUrl, sources) } : { url }),
    ...(token !== undefined && { token: sourceOf(token, sources) }),
  }),
  sns: ({ topicArn }, ownTopic) => ({ kind: "sns", topicArn: topicArn ?? ownTopic }),
};
