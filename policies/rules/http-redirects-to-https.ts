import {
  everywhere,
  isKnownAs,
  isKnownUnlike,
  MANDATORY_FROM_STAGING,
  resourceRule,
  type Finding,
  type Reader,
} from "../core";
import { LISTENER_TYPES } from "./shared/load-balancers";

interface Settings {
  /** Ports on which listeners may answer plain HTTP. */
  readonly plainPorts: readonly number[];
}

const PERMANENTLY = "HTTP_301";

export const httpRedirectsToHttps = resourceRule<Settings>({
  name: "http-redirects-to-https",
  title: "Plain HTTP is only redirected",
  description: "Listeners of application load balancers that speak HTTP redirect every request to HTTPS permanently.",
  why: "What a client sends over plain HTTP, its cookies and passwords too, can be read and changed on the way.",
  fix:
    'Set `defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }]`. ' +
    "List the ports of load balancers inside a network under `plainPorts` in the configuration of the pack.",
  severity: "high",
  identifiers: {
    fsbp: ["ELB.1"],
    checkov: ["CKV_AWS_2", "CKV2_AWS_20"],
    trivy: ["AVD-AWS-0054"],
  },
  requirements: ["LB-4"],
  references: [
    {
      title: "Elastic Load Balancing User Guide, Redirect actions",
      url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html",
    },
  ],
  types: LISTENER_TYPES,
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      plainPorts: {
        type: "array",
        items: { type: "integer", minimum: 1, maximum: 65535 },
        description: "Ports on which listeners may answer plain HTTP, such as those of internal load balancers",
      },
    },
    defaults: everywhere({ plainPorts: [] }),
  },
  check: (listener, { plainPorts }) =>
    isPlain(listener) && !isAllowed(listener, plainPorts)
      ? listener.each("defaultActions").flatMap((action) => [...notRedirected(action), ...notForGood(action)])
      : [],
});

/**
 * Whether a listener speaks HTTP. An application load balancer's listener does so if it names no protocol; a gateway
 * load balancer's has no port either.
 */
function isPlain(listener: Reader): boolean {
  return isKnownAs(listener.string("protocol"), "HTTP", listener.isMissing("port") ? undefined : "HTTP");
}

function isAllowed(listener: Reader, plainPorts: readonly number[]): boolean {
  const port = listener.number("port");
  return plainPorts.length > 0 && (!port.known || plainPorts.includes(port.value ?? 0));
}

function notRedirected(action: Reader): Finding[] {
  const type = action.string("type");
  if (!type.known) return [];
  if (type.value !== "redirect") return [unsafe(action, "type", type.value, "redirect")];
  const protocol = action.string("redirect.protocol");
  return isKnownUnlike(protocol, "HTTPS") && protocol.known
    ? [unsafe(action, "redirect.protocol", protocol.value, "HTTPS")]
    : [];
}

function unsafe(action: Reader, property: string, value: string | undefined, allowed: string): Finding {
  return {
    property: `${action.path}.${property}`,
    value,
    problem: "requests over plain HTTP are answered rather than sent to HTTPS",
    allowed,
    fix: 'redirect to HTTPS: { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }',
  };
}

function notForGood(action: Reader): Finding[] {
  const status = action.string("redirect.statusCode");
  if (!status.known || status.value === undefined || status.value === PERMANENTLY) return [];
  return [
    {
      property: `${action.path}.redirect.statusCode`,
      value: status.value,
      problem: "clients don't remember the redirect and begin with plain HTTP each time",
      allowed: PERMANENTLY,
      fix: `set statusCode: "${PERMANENTLY}"`,
    },
  ];
}
