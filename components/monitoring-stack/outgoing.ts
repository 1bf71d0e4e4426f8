import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { SUBMISSION_PORT } from "../monitoring";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { namedReceivers } from "./alerting";
import type { MonitoringStackArgs, StackChildren } from "./args";
import type { PartName } from "./part-names";

type OutgoingArgs = Pick<MonitoringStackArgs, "alerting" | "grafana" | "tracing">;

/** A port outside of the VPC to which a part connects. */
interface Outgoing {
  readonly from: PartName;
  readonly port: number;
  readonly purpose: string;
}

const HTTPS_PORT = 443;

/**
 * Lets parts out to the servers that the arguments name: tasks may open connections inside the VPC and, to anywhere,
 * those of HTTPS alone. An address that is secret has to be of HTTPS.
 */
export function createOutgoing(
  { name, parent, tags, transform }: StackChildren,
  args: OutgoingArgs,
  groups: Readonly<Record<PartName, pulumi.Input<string>>>,
): void {
  for (const { from, port, purpose } of outgoing(args)) {
    const ruleName = `${name}-${from}-to-port-${port}`;
    new aws.vpc.SecurityGroupEgressRule(
      ...transformed<aws.vpc.SecurityGroupEgressRuleArgs>(
        transform.egressRule,
        ruleName,
        {
          securityGroupId: groups[from],
          description: purpose,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          cidrIpv4: "0.0.0.0/0",
          tags: namedTags(ruleName, tags),
        },
        { parent },
      ),
    );
  }
}

function outgoing(args: OutgoingArgs): Outgoing[] {
  const all = [...ofAlertmanager(args), ...ofGrafana(args), ...ofJaeger(args)].filter(
    ({ port }) => port !== HTTPS_PORT,
  );
  return all.filter(
    ({ from, port }, index) => all.findIndex((each) => each.from === from && each.port === port) === index,
  );
}

function ofAlertmanager({ alerting }: OutgoingArgs): Outgoing[] {
  const from = "alertmanager";
  const urls = namedReceivers(alerting).flatMap(({ receiver }) =>
    receiver.kind === "webhook" && receiver.url !== undefined ? receiver.url : [],
  );
  return [
    ...(alerting.mail === undefined
      ? []
      : [{ from, port: alerting.mail.port ?? SUBMISSION_PORT, purpose: "Mail" } as const]),
    ...urls.map((url) => ({ from, port: portOf(url), purpose: "Alerts" }) as const),
  ];
}

function ofGrafana({ grafana }: OutgoingArgs): Outgoing[] {
  if (grafana?.signOn.kind !== "oidc") return [];
  const { tokenUrl, userInfoUrl } = grafana.signOn;
  return [tokenUrl, userInfoUrl].map((url) => ({ from: "grafana", port: portOf(url), purpose: "Sign-on" }));
}

function ofJaeger({ tracing }: OutgoingArgs): Outgoing[] {
  return tracing?.storage?.kind === "opensearch"
    ? [{ from: "jaeger", port: portOf(tracing.storage.url), purpose: "Traces" }]
    : [];
}

/** Port of an address. */
function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === "" ? (protocol === "http:" ? 80 : HTTPS_PORT) : Number(port);
}
