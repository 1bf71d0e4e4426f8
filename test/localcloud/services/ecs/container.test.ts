import type { Properties } from "../../../../localcloud/model/values";
import { describeRules, describeWarnings, type TestCloud } from "../../support";
import { containers, ON_FARGATE, only, role, TASK_DEFINITION } from "./tasks";

const REFUSED = "ClientException";
const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:database-abcdef";

function onFargate(cloud: TestCloud) {
  return { inputs: { ...ON_FARGATE, executionRoleArn: role(cloud, "execution") } };
}

function chain(...links: readonly (readonly [name: string, on: string])[]): Properties {
  const definitions = links.map(([name, on]) => ({
    name,
    image: "main:1",
    dependsOn: on === "" ? [] : [{ containerName: on, condition: "START" }],
  }));
  return containers(...definitions);
}

describeRules(TASK_DEFINITION, onFargate, [
  [
    "a number as an environment value",
    only({ environment: [{ name: "PORT", value: 3000 }] }),
    only({ environment: [{ name: "PORT", value: "3000" }] }),
    REFUSED,
    "cannot unmarshal number into a field of type text (containerDefinitions[0].environment[0].value)",
  ],
  [
    "text for a number",
    only({ cpu: "256" }),
    only({ cpu: 256 }),
    REFUSED,
    "cannot unmarshal string into a field of type number (containerDefinitions[0].cpu)",
  ],
  [
    "text for a flag",
    only({ essential: "true" }),
    only({ essential: true }),
    REFUSED,
    "cannot unmarshal string into a field of type flag (containerDefinitions[0].essential)",
  ],
  [
    "one value for a list",
    only({ command: "start" }),
    only({ command: ["start"] }),
    REFUSED,
    "cannot unmarshal string into a field of type list (containerDefinitions[0].command)",
  ],
  [
    "one name in environment and secrets",
    only({ environment: [{ name: "TOKEN", value: "x" }], secrets: [{ name: "TOKEN", valueFrom: SECRET }] }),
    only({ environment: [{ name: "token", value: "x" }], secrets: [{ name: "TOKEN", valueFrom: SECRET }] }),
    REFUSED,
    "The secret name must be unique and not shared with any new or existing environment variables set on the container, such as 'TOKEN'. (containerDefinitions[0].secrets)",
  ],
  [
    "a secret twice",
    only({ secrets: ["TOKEN", "TOKEN"].map((name) => ({ name, valueFrom: SECRET })) }),
    only({ secrets: ["TOKEN", "OTHER"].map((name) => ({ name, valueFrom: SECRET })) }),
    REFUSED,
    "Duplicate secret names found: TOKEN. Each secret name must be unique.",
  ],
  [
    "a parameter's name that can't be one",
    only({ secrets: [{ name: "TOKEN", valueFrom: "the token" }] }),
    only({ secrets: [{ name: "TOKEN", valueFrom: "/web/the-token" }] }),
    REFUSED,
    "The Systems Manager parameter name specified for secret TOKEN is invalid.",
  ],
  [
    "a variable without name",
    only({ environment: [{ name: "", value: "x" }] }),
    only({ environment: [{ name: "X", value: "" }] }),
    REFUSED,
    "(containerDefinitions[0].environment[0].name)",
  ],
  [
    "an environment file of another kind",
    only({ environmentFiles: [{ type: "s3", value: "arn:aws:s3:::settings/web.txt" }] }),
    only({ environmentFiles: [{ type: "s3", value: "arn:aws:s3:::settings/web.env" }] }),
    REFUSED,
    "Invalid environment file, an object of S3 that ends in .env: 'arn:aws:s3:::settings/web.txt'.",
  ],
  [
    "containers that depend on each other in a circle",
    chain(["web", "cache"], ["cache", "proxy"], ["proxy", "web"]),
    chain(["web", "cache"], ["cache", "proxy"], ["proxy", ""]),
    REFUSED,
    "Container dependencies should not have a cycle: 'web' comes back to itself",
  ],
  [
    "volumes of a container that isn't there",
    only({ volumesFrom: [{ sourceContainer: "files" }] }),
    only({ volumesFrom: [{ sourceContainer: "application" }] }),
    REFUSED,
    "Unknown source container: 'files'.",
  ],
  [
    "a health command that says not how it is run",
    only({ healthCheck: { command: ["curl", "localhost"] } }),
    only({ healthCheck: { command: ["CMD", "curl", "localhost"] } }),
    REFUSED,
    "A health check command must start with CMD, CMD-SHELL, NONE, got 'curl'.",
  ],
  [
    "an image with a blank",
    only({ image: "web: 1" }),
    only({ image: `web@sha256:${"a".repeat(64)}` }),
    REFUSED,
    "Container.image contains invalid characters or is too long: 'web: 1'.",
  ],
  [
    "a digest that is cut off",
    only({ image: `web@sha256:${"a".repeat(63)}` }),
    only({ image: `web@sha256:${"a".repeat(64)}` }),
    REFUSED,
    "(containerDefinitions[0].image)",
  ],
  [
    "to wait for the end for an hour",
    only({ stopTimeout: 3600 }),
    only({ stopTimeout: 120 }),
    REFUSED,
    "The valid values of stopTimeout for Fargate are 2-120 seconds, got 3600. (containerDefinitions[0].stopTimeout)",
  ],
  [
    "to wait for the start for a second",
    only({ startTimeout: 1 }),
    only({ startTimeout: 2 }),
    REFUSED,
    "The valid values of startTimeout for Fargate are 2-120 seconds, got 1.",
  ],
  [
    "swapping",
    only({ linuxParameters: { swappiness: 10 } }),
    only({ linuxParameters: { initProcessEnabled: true } }),
    REFUSED,
    "Fargate compatible task definitions do not support swappiness",
  ],
  [
    "a capability that Linux doesn't have",
    only({ linuxParameters: { capabilities: { drop: ["NET_RAWW"] } } }),
    only({ linuxParameters: { capabilities: { drop: ["NET_RAW"] } } }),
    REFUSED,
    "(containerDefinitions[0].linuxParameters.capabilities.drop[0])",
  ],
]);

describeWarnings(TASK_DEFINITION, onFargate, [
  [
    "a member that AWS doesn't know",
    only({ enviroment: [{ name: "PORT", value: "3000" }] }),
    only({ Environment: [{ name: "PORT", value: "3000" }] }),
    "the provider leaves it out: AWS knows no 'enviroment' here (containerDefinitions[0].enviroment)",
  ],
  [
    "a variable that is set twice",
    only({ environment: ["1", "2"].map((value) => ({ name: "PORT", value })) }),
    only({ environment: ["PORT", "HOST"].map((name) => ({ name, value: "1" })) }),
    "only one of the values counts: The variable PORT is set twice.",
  ],
]);
