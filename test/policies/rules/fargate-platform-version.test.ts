import { fargatePlatformVersion as rule } from "../../../policies/rules/fargate-platform-version";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function service(platformVersion?: unknown): TestResource {
  return resource("aws:ecs/service:Service", "web", { platformVersion });
}

describeRule(rule, {
  accepts: { "the latest platform, whichever that is": { given: service("LATEST") } },
  refuses: {
    "an older platform": {
      given: service("1.3.0"),
      violations: ['web: platformVersion is "1.3.0": it is no longer the latest platform'],
    },
  },
  boundaries: {
    "the number of the latest": { given: service("1.4.0") },
    "that number once it isn't": {
      given: service("1.4.0"),
      settings: { versions: ["LATEST", "1.5.0"] },
      violations: ['web: platformVersion is "1.4.0"'],
    },
  },
  missing: { "no version, which is the latest": { given: service() } },
  unknown: {
    "an unknown version": {
      given: service(UNKNOWN),
      remarks: ["web: Not determinable yet: platformVersion isn't known"],
    },
  },
  production: set(of("aws:ecs/service:Service"), { launchType: "FARGATE", platformVersion: "1.3.0" }),
});
