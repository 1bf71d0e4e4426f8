import { isKnownAs, MANDATORY_FROM_STAGING, resourceRule, type Finding, type ResourceView } from "../core";
import { TARGET_GROUP_TYPES } from "./shared/load-balancers";

interface Settings {
  /** Most seconds until a failing target gets no more requests. */
  readonly maximumDetectionSeconds: number;
  /** Whether a check may ask for the start page. */
  readonly allowRootPath: boolean;
}

const DEFAULT_INTERVAL = 30;

/**
 * Defaults: the provider's if the target group has a health check (Pulumi Registry, aws.lb.TargetGroup), AWS's if it
 * has none (Elastic Load Balancing API Reference, CreateTargetGroup).
 */
const DEFAULT_UNHEALTHY_THRESHOLDS = { ofProvider: 3, ofAws: 2 } as const;

/** A path that isn't set or is empty is the start page too. */
const ROOT_PATHS: readonly (string | undefined)[] = [undefined, "", "/"];

/** The last code that isn't an error (RFC 9110, section 15). */
const LAST_SUCCESS = 399;

export const healthCheckConsistent = resourceRule<Settings>({
  name: "health-check-consistent",
  title: "Health checks can tell a healthy target from a broken one, in time",
  description:
    "A target group's check ends before the next one begins, finds a broken target within the environment's time, " +
    "accepts no error as healthy, and in production asks for more than the start page.",
  why:
    "A check that can't fail sends clients to a broken target. A check that can't pass removes healthy targets, and " +
    "a slow one removes broken targets too late.",
  fix: 'Set, for example, `healthCheck: { path: "/health", interval: 30, timeout: 5, unhealthyThreshold: 3, matcher: "200" }`.',
  severity: "medium",
  identifiers: { checkov: ["CKV_AWS_261"] },
  requirements: ["HC-1", "HC-2", "HC-3", "LB-2"],
  references: [
    {
      title: "Elastic Load Balancing User Guide, Health checks for Application Load Balancer target groups",
      url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
    },
  ],
  types: TARGET_GROUP_TYPES,
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      maximumDetectionSeconds: {
        type: "integer",
        minimum: 10,
        description: "Most seconds until a target that fails leaves: interval times unhealthy threshold",
      },
      allowRootPath: { type: "boolean", description: "Whether a check may ask for the start page, `/`" },
    },
    defaults: {
      development: { maximumDetectionSeconds: 300, allowRootPath: true },
      staging: { maximumDetectionSeconds: 150, allowRootPath: true },
      production: { maximumDetectionSeconds: 90, allowRootPath: false },
    },
  },
  check(group, settings) {
    if (isKnownAs(group.string("targetType"), "lambda")) return [];
    return [
      ...overlapping(group),
      ...tooSlow(group, settings.maximumDetectionSeconds),
      ...(asksByHttp(group) ? [...rootPath(group, settings.allowRootPath), ...errorsAccepted(group)] : []),
    ];
  },
});

/** Only for network load balancers may the timeout of a TCP check equal the interval. */
function overlapping(group: ResourceView): Finding[] {
  const [timeout, interval] = [group.number("healthCheck.timeout"), group.number("healthCheck.interval")];
  if (!timeout.known || !interval.known || timeout.value === undefined) return [];
  const { value: seconds = DEFAULT_INTERVAL } = interval;
  const longest = asksByHttp(group) ? seconds - 1 : seconds;
  if (timeout.value <= longest) return [];
  return [
    {
      property: "healthCheck.timeout",
      value: timeout.value,
      problem: `a check isn't over when the next one begins, after ${seconds} seconds`,
      allowed: `at most ${longest} seconds`,
      fix: "shorten the timeout, to 5 for instance, or lengthen the interval",
    },
  ];
}

function tooSlow(group: ResourceView, maximum: number): Finding[] {
  const interval = group.number("healthCheck.interval");
  const threshold = group.number("healthCheck.unhealthyThreshold");
  if (!interval.known || !threshold.known) return [];
  const { ofAws, ofProvider } = DEFAULT_UNHEALTHY_THRESHOLDS;
  const { value: failures = group.isMissing("healthCheck") ? ofAws : ofProvider } = threshold;
  const seconds = (interval.value ?? DEFAULT_INTERVAL) * failures;
  if (seconds <= maximum) return [];
  return [
    {
      property: "healthCheck.interval",
      value: interval.value,
      problem: `with ${failures} failures to wait for, clients meet a broken target for ${seconds} seconds`,
      allowed: `at most ${maximum} seconds for interval times unhealthyThreshold`,
      fix: "shorten the interval, or lower unhealthyThreshold",
    },
  ];
}

/** Whether checks are plain HTTP requests. Checks of gRPC have other codes and a path of their own. */
function asksByHttp(group: ResourceView): boolean {
  if (isKnownAs(group.string("protocolVersion"), "GRPC")) return false;
  const protocol = group.string(group.isMissing("healthCheck.protocol") ? "protocol" : "healthCheck.protocol");
  return protocol.known && ["HTTP", "HTTPS"].includes(protocol.value ?? "");
}

function rootPath(group: ResourceView, isAllowed: boolean): Finding[] {
  if (isAllowed) return [];
  const path = group.string("healthCheck.path");
  if (!path.known || !ROOT_PATHS.includes(path.value)) return [];
  return [
    {
      property: "healthCheck.path",
      value: path.value,
      problem: "a start page answers though the application behind it is broken, and costs more than a check should",
      allowed: "the path of a health endpoint",
      fix: 'set path: "/health"',
    },
  ];
}

function errorsAccepted(group: ResourceView): Finding[] {
  const matcher = group.string("healthCheck.matcher");
  if (!matcher.known || matcher.value === undefined) return [];
  const codes = matcher.value.split(/[,-]/).map(Number);
  if (codes.every((code) => code <= LAST_SUCCESS)) return [];
  return [
    {
      property: "healthCheck.matcher",
      value: matcher.value,
      problem: "a target that answers with errors counts as healthy",
      allowed: `codes up to ${LAST_SUCCESS}`,
      fix: 'set matcher: "200"',
    },
  ];
}
