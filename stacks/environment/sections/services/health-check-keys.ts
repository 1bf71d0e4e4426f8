import { ALLOWED_HEALTH_PATH, HEALTH_CHECK_DEFAULTS, HEALTH_PATH } from "../../../../components/shared/health-check";
import { duration, group, text, wholeNumber } from "../../../configuration/schema/fields";

const changing = "takes effect within seconds, without downtime";

export const healthCheck = group(
  {
    path: text(HEALTH_PATH, {
      description:
        "Path that the load balancer requests. A shallow one: with a deep one an outage of the database drains the fleet.",
      allowed: ALLOWED_HEALTH_PATH,
      changing: "unhealthy instances, and with them downtime, unless the running image already answers the new path",
      examples: ["/health"],
    }).default(HEALTH_CHECK_DEFAULTS.path),
    interval: duration(5, 300, {
      description: "Time between two checks of an instance (HC-2).",
      changing,
      examples: ["30s"],
    }).default(HEALTH_CHECK_DEFAULTS.interval),
    timeout: duration(2, 60, {
      description: "How long an answer may take (HC-2); shorter than the interval.",
      changing,
      examples: ["5s"],
    }).default(HEALTH_CHECK_DEFAULTS.timeout),
    unhealthyThreshold: wholeNumber(2, 10, {
      description: "Failed checks in a row after which an instance leaves the load balancer and is replaced (HC-2).",
      changing,
      examples: [3],
      formerName: "tries",
    }).default(HEALTH_CHECK_DEFAULTS.unhealthyThreshold),
  },
  {
    description: "How the load balancer tells a healthy instance from an unhealthy one (HC-2).",
    changing,
    examples: [HEALTH_CHECK_DEFAULTS],
  },
);
