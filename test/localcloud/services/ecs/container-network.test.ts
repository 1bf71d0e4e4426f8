import type { Properties } from "../../../../localcloud/model/values";
import { describeRules } from "../../support";
import { container, containers, ON_FARGATE, ON_INSTANCES, only, TASK_DEFINITION } from "./tasks";

const REFUSED = "ClientException";

/** Without ports, so that any network mode will do. */
function onInstances(): { inputs: Properties } {
  return { inputs: { ...ON_INSTANCES, networkMode: "bridge", ...only({ portMappings: [] }) } };
}

function linked(...links: readonly (readonly [name: string, to: string])[]): Properties {
  return containers(...links.map(([name, to]) => ({ name, image: "main:1", links: to === "" ? [] : [`${to}:alias`] })));
}

describeRules(TASK_DEFINITION, () => ({ inputs: ON_FARGATE }), [
  [
    "one port of two containers",
    containers(container(), { name: "side", image: "side:1", portMappings: [{ containerPort: 3000 }] }),
    containers(container(), {
      name: "side",
      image: "side:1",
      portMappings: [{ containerPort: 3000, protocol: "udp" }],
    }),
    REFUSED,
    "TCP host port '3000' is mapped multiple times in task. (containerDefinitions[1].portMappings)",
  ],
  [
    "a port and a range of ports",
    only({ portMappings: [{ containerPort: 3000, containerPortRange: "3000-3010" }] }),
    only({ portMappings: [{ containerPortRange: "3000-3010" }] }),
    REFUSED,
    "containerPortRange can't be used with containerPort.",
  ],
  [
    "a range that goes down",
    only({ portMappings: [{ containerPortRange: "3010-3000" }] }),
    only({ portMappings: [{ containerPortRange: "3000-3010" }] }),
    REFUSED,
    "Invalid containerPortRange '3010-3000'.",
  ],
  [
    "a mapping of no port",
    only({ portMappings: [{ protocol: "tcp" }] }),
    only({ portMappings: [{ containerPort: 3000, protocol: "tcp" }] }),
    REFUSED,
    "Invalid 'containerPort' setting for container 'application'.",
  ],
  [
    "a port's name in capitals",
    only({ portMappings: [{ containerPort: 3000, name: "Web" }] }),
    only({ portMappings: [{ containerPort: 3000, name: "web" }] }),
    REFUSED,
    "(containerDefinitions[0].portMappings[0].name)",
  ],
]);

describeRules(TASK_DEFINITION, onInstances, [
  [
    "a link to a container that isn't there",
    linked(["web", "cache"]),
    linked(["web", "cache"], ["cache", ""]),
    REFUSED,
    "Unknown container link: 'cache'.",
  ],
  [
    "links in a circle",
    linked(["web", "cache"], ["cache", "web"]),
    linked(["web", "cache"], ["cache", ""]),
    REFUSED,
    "Container links should not have a cycle",
  ],
  [
    "links between containers with the host's network",
    { networkMode: "host", ...linked(["web", "cache"], ["cache", ""]) },
    { networkMode: "bridge", ...linked(["web", "cache"], ["cache", ""]) },
    REFUSED,
    "Links are not supported when networkMode=host.",
  ],
  [
    "ports without network",
    { networkMode: "none", ...only({}) },
    { networkMode: "none", ...only({ portMappings: [] }) },
    REFUSED,
    "Port mappings are not supported when networkMode=none.",
  ],
  [
    "a range of the host's ports",
    { networkMode: "host", ...only({ portMappings: [{ containerPortRange: "3000-3010" }] }) },
    { networkMode: "bridge", ...only({ portMappings: [{ containerPortRange: "3000-3010" }] }) },
    REFUSED,
    "containerPortRange is not supported when networkMode=host.",
  ],
  [
    "one port of the host twice",
    only({ portMappings: [80, 81].map((containerPort) => ({ containerPort, hostPort: 8080 })) }),
    only({ portMappings: [80, 81].map((containerPort) => ({ containerPort, hostPort: 0 })) }),
    REFUSED,
    "TCP host port '8080' is mapped multiple times in task.",
  ],
]);
