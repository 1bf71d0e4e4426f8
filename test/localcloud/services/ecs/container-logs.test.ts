import type { Properties } from "../../../../localcloud/model/values";
import { describeRules, type TestCloud } from "../../support";
import { container, containers, logsTo, ON_FARGATE, only, role, TASK_DEFINITION } from "./tasks";

const REFUSED = "ClientException";
const FLUENT_BIT = { name: "router", image: "fluent-bit:2", firelensConfiguration: { type: "fluentbit" } };

function onFargate(cloud: TestCloud) {
  return { inputs: { ...ON_FARGATE, executionRoleArn: role(cloud, "execution") } };
}

function logging(options: Properties): Properties {
  return only({ logConfiguration: logsTo("/ecs/web", { "awslogs-stream-prefix": "ecs", ...options }) });
}

describeRules(TASK_DEFINITION, onFargate, [
  [
    "a flag among log options",
    logging({ "awslogs-create-group": true }),
    logging({ "awslogs-create-group": "true" }),
    REFUSED,
    "(containerDefinitions[0].logConfiguration.options.awslogs-create-group)",
  ],
  [
    "awslogs without region",
    only({ logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/ecs/web" } } }),
    logging({}),
    REFUSED,
    "Log driver awslogs requires options: awslogs-region",
  ],
  [
    "an option that awslogs doesn't have",
    logging({ "awslogs-endpoint": "https://logs.example.com" }),
    logging({ "max-buffer-size": "25m", mode: "non-blocking" }),
    REFUSED,
    "Log driver awslogs disallows options: awslogs-endpoint",
  ],
  [
    "two ways to tell where a message begins",
    logging({ "awslogs-datetime-format": "%H", "awslogs-multiline-pattern": "^x" }),
    logging({ "awslogs-datetime-format": "%H" }),
    REFUSED,
    "You cannot configure both the awslogs-datetime-format and awslogs-multiline-pattern options",
  ],
  [
    "a router for nobody",
    containers(container(), FLUENT_BIT),
    containers(container({ logConfiguration: { logDriver: "awsfirelens" } }), FLUENT_BIT),
    REFUSED,
    "at least one container has to be configured with the awsfirelens log driver.",
  ],
  [
    "logs for a router that isn't there",
    only({ logConfiguration: { logDriver: "awsfirelens" } }),
    containers(container({ logConfiguration: { logDriver: "awsfirelens" } }), FLUENT_BIT),
    REFUSED,
    "needs a container with a firelensConfiguration",
  ],
]);
