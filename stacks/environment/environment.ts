import { FailureEvents } from "../../components/failure-events";
import { LoadBalancer } from "../../components/load-balancer";
import type { Configuration } from "../configuration/configuration";
import { createCompute } from "./compute";
import { failureEventsArgs } from "./failure-events-args";
import { createFoundation } from "./foundation";
import { imageFinder } from "./images";
import { loadBalancerArgs } from "./load-balancer-args";
import { type EnvironmentOutputs, environmentOutputs } from "./outputs";
import { createServices } from "./services";

/** One environment of the product: its own key, alarms and network, and its services behind one way in (ENV-4). */
export function createEnvironment(configuration: Configuration): EnvironmentOutputs {
  const foundation = createFoundation(configuration);
  const { name, provider, key, alarmTopic, network } = foundation;
  const surroundings = { network, logKeyArn: key.keyArn, alarmTopicArn: alarmTopic.topicArn };
  const loadBalancer = new LoadBalancer(name, loadBalancerArgs(configuration, surroundings), { providers: [provider] });
  const compute = createCompute(configuration, foundation, loadBalancer);
  new FailureEvents(name, failureEventsArgs(configuration, { ...foundation, ...compute }), { providers: [provider] });
  const imageOf = imageFinder(name, configuration, provider);
  const services = createServices(configuration, { ...foundation, ...compute, loadBalancer, imageOf });
  return environmentOutputs(configuration, { ...foundation, ...compute, loadBalancer, services });
}
