import { noLatestImage as rule } from "../../../policies/rules/no-latest-image";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { container } from "../support/mutation";

const DIGEST = `sha256:${"0".repeat(64)}`;

function task(...images: (string | undefined)[]): TestResource {
  const containers = images.map((image, index) => ({ name: `c${index}`, image }));
  return resource("aws:ecs/taskDefinition:TaskDefinition", "web", {
    containerDefinitions: JSON.stringify(containers),
  });
}

describeRule(rule, {
  accepts: {
    "an image by digest": { given: task(`registry:5000/web@${DIGEST}`) },
    "an image by digest that has a tag too": { given: task(`web:latest@${DIGEST}`) },
    "a tag that stays, where that suffices": { given: task("web:1.2.3"), environment: "staging" },
  },
  refuses: {
    "what is latest": {
      given: task("web:latest"),
      environment: "staging",
      violations: ['web: containerDefinitions[0]["c0"].image is "web:latest": what is called latest changes'],
    },
    "a tag where a digest is demanded": {
      given: task(`web@${DIGEST}`, "sidecar:1.2.3"),
      violations: ['web: containerDefinitions[1]["c1"].image is "sidecar:1.2.3": a tag can be moved'],
    },
  },
  boundaries: {
    "a port of a registry, which is no tag": {
      given: task("registry:5000/web"),
      environment: "staging",
      violations: ['web: containerDefinitions[0]["c0"].image is "registry:5000/web": without a tag'],
    },
    "a port and a tag": { given: task("registry:5000/web:1"), environment: "staging" },
    "a tag that begins like one that moves": { given: task("web:latest-1"), environment: "staging" },
    "another tag that moves": {
      given: task("web:main"),
      settings: { movingTags: ["main"], digestRequired: false },
      violations: ['web: containerDefinitions[0]["c0"].image is "web:main": what is called main'],
    },
  },
  missing: {
    "no tag": {
      given: task("web"),
      environment: "staging",
      violations: ['web: containerDefinitions[0]["c0"].image is "web": without a tag'],
    },
    "no image, which AWS refuses": { given: task(undefined) },
  },
  unknown: {
    "unknown containers": {
      given: resource("aws:ecs/taskDefinition:TaskDefinition", "web", { containerDefinitions: UNKNOWN }),
      remarks: ["web: Not determinable yet: containerDefinitions isn't known"],
    },
  },
  production: container({ image: "registry.proofpix.com/proofpix/enterprise:latest" }),
});
