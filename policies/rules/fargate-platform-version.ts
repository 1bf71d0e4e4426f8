import { everywhere, resourceRule, textList } from "../core";
import { SERVICE } from "./shared/ecs-service";

interface Settings {
  /** Platform versions that AWS maintains. */
  readonly versions: readonly string[];
}

/**
 * The latest version, also by its number on Linux and on Windows (Amazon ECS Developer Guide, "Fargate platform
 * versions").
 */
const VERSIONS = ["LATEST", "1.4.0", "1.0.0"];

export const fargatePlatformVersion = resourceRule<Settings>({
  name: "fargate-platform-version",
  title: "Tasks run on Fargate's latest platform",
  description: "ECS services on Fargate use the latest platform version.",
  why: "An older platform lacks features and, once AWS retires it, corrections: in the end its tasks are stopped.",
  fix: "Leave `platformVersion` out, or set it to `LATEST`.",
  severity: "low",
  identifiers: { fsbp: ["ECS.10"], checkov: ["CKV_AWS_332"] },
  requirements: ["SE-9"],
  references: [
    {
      title: "Amazon ECS Developer Guide, Fargate platform versions for Amazon ECS",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html",
    },
  ],
  types: [SERVICE],
  levels: everywhere("advisory"),
  configuration: {
    schema: {
      versions: textList("Platform versions that are the latest, by their names"),
    },
    defaults: everywhere({ versions: VERSIONS }),
  },
  check(service, { versions }) {
    const version = service.string("platformVersion");
    if (!version.known || version.value === undefined || versions.includes(version.value)) return [];
    return [
      {
        property: "platformVersion",
        value: version.value,
        problem: "it is no longer the latest platform, and gets no corrections once AWS retires it",
        allowed: versions.join(", "),
        fix: "take it out, or set it to LATEST",
      },
    ];
  },
});
