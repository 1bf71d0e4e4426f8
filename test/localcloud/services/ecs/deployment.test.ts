import type { CloudResource } from "../../../../localcloud/model/resource";
import { objects, type Properties } from "../../../../localcloud/model/values";
import { inLocalCloud, type TestCloud } from "../../support";
import { forwardTo, group, LISTENER, LOAD_BALANCER } from "../lb/balanced";
import { behind } from "./serving";
import { shifting, weighted } from "./shifting";
import { ON_FARGATE, SERVICE, TASK_DEFINITION } from "./tasks";

const ROLLING = { deploymentConfiguration: { strategy: "ROLLING" } };
const CANARY = { deploymentConfiguration: { strategy: "CANARY", canaryConfiguration: { canaryPercent: 10 } } };
const LINEAR = { deploymentConfiguration: { strategy: "LINEAR" } };

/** A service, and weights of blue and green in the rules as they are now. */
function deployed(cloud: TestCloud, changes: Properties = {}) {
  const given = shifting(cloud);
  const service = cloud.create(SERVICE, { ...given.inputs, ...changes });
  const actions = (rule: CloudResource) => objects(cloud.cloud.state.find(rule.type, rule.id)?.inputs ?? {}, "actions");
  const weights = (rule: CloudResource) =>
    actions(rule).flatMap((action) => objects(action, "forward.targetGroups").map(({ weight }) => weight));
  const deploy = (current: CloudResource, changed: Properties = {}) => {
    const taskDefinition = cloud.create(TASK_DEFINITION, ON_FARGATE).id;
    return cloud.update(current, { taskDefinition, ...changed });
  };
  return { ...given, service, actions, weights, deploy };
}

describe("traffic of a service that shifts it", () => {
  it("moves to the idle group with the first deployment", () => {
    const { production, test, weights } = deployed(inLocalCloud());

    expect([weights(production), weights(test)]).toEqual([
      [0, 100],
      [0, 100],
    ]);
  });

  it("moves to the other group with each deployment, under every strategy", () => {
    const { service, production, test, weights, deploy } = deployed(inLocalCloud());
    const second = deploy(service);
    expect([weights(production), weights(test)]).toEqual([
      [100, 0],
      [100, 0],
    ]);
    const third = deploy(second, CANARY);
    expect(weights(production)).toEqual([0, 100]);
    deploy(third, LINEAR);
    expect(weights(production)).toEqual([100, 0]);
  });

  it.each<[string, Properties, readonly number[]]>([
    ["anything, where a deployment is forced,", { forceNewDeployment: true, desiredCount: 2 }, [100, 0]],
    ["the network", { networkConfiguration: { assignPublicIp: true } }, [100, 0]],
    ["the desired count", { desiredCount: 2 }, [0, 100]],
    ["tags", { tags: { Team: "web" } }, [0, 100]],
    ["the strategy alone", LINEAR, [0, 100]],
  ])("after a change of %s serves from the right group: %j → %j", (_, changes, weightsAfter) => {
    const cloud = inLocalCloud();
    const { service, network, production, weights } = deployed(cloud);
    const { networkConfiguration: more } = changes;
    const networkConfiguration = more === undefined ? network : { ...network, ...more };
    cloud.update(service, { ...changes, networkConfiguration });

    expect(weights(production)).toEqual(weightsAfter);
  });

  it("doesn't move when only the tags of a service change that forces new deployments", () => {
    const cloud = inLocalCloud();
    const { service, production, weights } = deployed(cloud, { forceNewDeployment: true });
    cloud.update(service, { tags: { Team: "web" } });

    expect(weights(production)).toEqual([0, 100]);
  });

  it("doesn't move in rolling deployments", () => {
    const { service, production, weights, deploy } = deployed(inLocalCloud(), ROLLING);
    const second = deploy(service);
    expect(weights(production)).toEqual([100, 0]);
    const third = deploy(second, { deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes: "0" } });
    expect(weights(production)).toEqual([0, 100]);
    deploy(third, ROLLING);
    expect(weights(production)).toEqual([0, 100]);
  });

  it("doesn't change the service's load balancers or the rule's stickiness", () => {
    const cloud = inLocalCloud();
    const given = shifting(cloud);
    const stickiness = { enabled: true, duration: 1 };
    const actions = [weighted(given.blue, given.green, [100, 0], { stickiness })];
    cloud.update(given.production, { actions });
    const service = cloud.create(SERVICE, given.inputs);

    expect(service.inputs.loadBalancers).toEqual(given.loadBalancers);
    expect(cloud.cloud.state.find(given.production.type, given.production.id)?.inputs.actions).toEqual([
      weighted(given.blue, given.green, [0, 100], { stickiness }),
    ]);
  });

  it("gives a rule that named one group weights for both", () => {
    const cloud = inLocalCloud();
    const given = shifting(cloud);
    cloud.update(given.production, { actions: [{ type: "forward", targetGroupArn: given.blue }] });
    cloud.create(SERVICE, given.inputs);

    expect(cloud.cloud.state.find(given.production.type, given.production.id)?.inputs.actions).toEqual([
      weighted(given.blue, given.green, [0, 100]),
    ]);
  });

  it("moves at a network load balancer's listener", () => {
    const cloud = inLocalCloud();
    const given = shifting(cloud);
    const inputs = { name: "tcp", loadBalancerType: "network", subnets: [given.subnetId] };
    const loadBalancerArn = cloud.create(LOAD_BALANCER, inputs).id;
    const [blue = "", green = ""] = ["tcp-blue", "tcp-green"].map((name) =>
      group(cloud, given.vpcId, { name, protocol: "TCP" }),
    );
    const defaultActions = [forwardTo(blue)];
    const listener = cloud.create(LISTENER, { loadBalancerArn, port: 443, protocol: "TCP", defaultActions });
    const advancedConfiguration = {
      alternateTargetGroupArn: green,
      productionListenerRule: listener.id,
      roleArn: given.roleArn,
    };
    cloud.create(SERVICE, { ...given.inputs, loadBalancers: [behind(blue, { advancedConfiguration })] });

    expect(cloud.cloud.state.find(LISTENER, listener.id)?.inputs.defaultActions).toEqual([
      weighted(blue, green, [0, 100]),
    ]);
  });
});
