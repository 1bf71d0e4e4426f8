import { validateLoadBalancer } from "../../../components/load-balancer/validate";
import type { ArgumentProblems } from "../../../components/shared/validation";
import {
  loadBalancerArgs,
  type LoadBalancerConfiguration,
  type LoadBalancerSurroundings,
} from "../../environment/load-balancer-args";
import { keyText, NAMESPACE } from "../problem";
import { resolvedService } from "../resolve";
import type { PartialSettings, ServiceSettings } from "../schema/settings";
import { NOT_YET_KNOWN } from "./component-refusals";

const SURROUNDINGS: LoadBalancerSurroundings = {
  network: { vpcId: NOT_YET_KNOWN, cidrBlock: NOT_YET_KNOWN, publicSubnetIds: NOT_YET_KNOWN.apply((id) => [id]) },
  logKeyArn: NOT_YET_KNOWN,
  alarmTopicArn: NOT_YET_KNOWN,
};

/** What of the environment makes no difference to the load balancer. */
const DEFAULTS = { deploymentStrategy: "rolling", image: "", minInstances: 1, maxInstances: 1 } as const;

/** Domain, routes and ways of balancing that don't go together (LB-1 to LB-5). */
export function checkLoadBalancer(settings: PartialSettings, problems: ArgumentProblems): void {
  const services = settings.services.filter((service) => service !== undefined);
  if (services.length < settings.services.length && services.every(({ worker }) => worker)) return;
  if (services.every(({ worker }) => worker)) {
    problems.add(
      keyText(["services"]),
      "must have one service at least that takes requests, got workers only; set worker to false for one of them",
    );
    return;
  }
  const configuration = entranceConfiguration(settings, services);
  validateLoadBalancer(
    loadBalancerArgs(configuration, SURROUNDINGS),
    problems.at((path) => entranceKey(path, settings)),
    "load-balancer",
  );
}

function entranceConfiguration(
  {
    algorithm = "round-robin",
    certificateArn,
    domain,
    testListener,
    webFirewall = algorithm !== "ip-hash",
  }: PartialSettings,
  services: readonly ServiceSettings[],
): LoadBalancerConfiguration {
  return {
    algorithm,
    certificateArn,
    domain: domain?.name === undefined ? undefined : { ...domain, name: domain.name },
    testListener,
    webFirewall,
    services: services.map((service) => resolvedService(service, { ...DEFAULTS, algorithm })),
    logRetentionDays: 365,
    protect: false,
    tags: {},
  };
}

/** The key from which an argument of the load balancer comes. */
function entranceKey(argument: string, { services }: PartialSettings): string {
  const [, name, rest = ""] = /^targets(?:\.([^.]+)(.*))?$/.exec(argument) ?? [];
  const index = services.findIndex((service) => service?.name === name);
  const key = index === -1 ? argument.replace(/^targets/, "services") : `services[${index}]${rest}`;
  return `${NAMESPACE}:${key}`;
}
