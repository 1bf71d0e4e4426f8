import { loadBalancersOf } from "../../../../localcloud/services/lb/actions";
import { describeRules, inLocalCloud, type TestCloud } from "../../support";
import { forwardTo, group, LISTENER, LISTENER_RULE, listening, network, NOT_FOUND, split } from "./balanced";

const PATHS = { pathPattern: { values: ["/api/*"] } };
const HOSTS = { hostHeader: { values: ["www.example.com"] } };

function where(...conditions: object[]) {
  return { conditions };
}

function prepared(cloud: TestCloud) {
  const given = listening(cloud);
  const { listenerArn, green } = given;
  cloud.create(LISTENER_RULE, { listenerArn, priority: 10, actions: [NOT_FOUND], ...where(HOSTS) });
  const inputs = { listenerArn, priority: 20, actions: [forwardTo(green)], ...where(PATHS) };
  return { ...given, inputs };
}

describeRules(LISTENER_RULE, prepared, [
  [
    "a listener that isn't there",
    { listenerArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/web/0/0" },
    {},
    "ListenerNotFound",
    "(listenerArn)",
  ],
  [
    "a target group that isn't there",
    { actions: [forwardTo("arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0")] },
    {},
    "TargetGroupNotFound",
    "(actions[0].targetGroupArn)",
  ],
  ["a priority that another rule has", { priority: 10 }, { priority: 11 }, "PriorityInUse", "'10' is currently in use"],
  ["no condition", where(), where(PATHS), "ValidationError", "A condition must be specified (conditions)"],
  [
    "a condition of two kinds",
    where({ ...PATHS, ...HOSTS }),
    where(PATHS, HOSTS),
    "ValidationError",
    "got 2 (conditions[0])",
  ],
  ["an empty condition", where(PATHS, {}), where(PATHS), "ValidationError", "got 0 (conditions[1])"],
  [
    "two conditions of one kind",
    where(PATHS, PATHS),
    where(PATHS, { httpHeader: { httpHeaderName: "X-A", values: ["a"] } }),
    "ValidationError",
    "got 2 of pathPattern",
  ],
  [
    "more than five values",
    where({ pathPattern: { values: ["/a", "/b", "/c"] } }, { hostHeader: { values: ["a.b", "c.d", "e.f"] } }),
    where({ pathPattern: { values: ["/a", "/b", "/c"] } }, { hostHeader: { values: ["a.b", "c.d"] } }),
    "ValidationError",
    "A rule can only have '5' condition values, got 6 (conditions)",
  ],
  [
    "a path with other characters",
    where({ pathPattern: { values: ["/a b"] } }),
    where({ pathPattern: { values: ["/a+b&c"] } }),
    "ValidationError",
    "(conditions[0].pathPattern.values[0])",
  ],
  [
    "a host with other characters",
    where({ hostHeader: { values: ["www.exämple.com"] } }),
    where({ hostHeader: { values: ["www.ex-mple.com"] } }),
    "ValidationError",
    "(conditions[0].hostHeader.values[0])",
  ],
  [
    "a host without a domain",
    where({ hostHeader: { values: ["www"] } }),
    where({ hostHeader: { values: ["*.com"] } }),
    "ValidationError",
    "must contain a '.'",
  ],
  [
    "a method in lower case",
    where({ httpRequestMethod: { values: ["get"] } }),
    where({ httpRequestMethod: { values: ["GET"] } }),
    "ValidationError",
    "(conditions[0].httpRequestMethod.values[0])",
  ],
  [
    "an address without a length",
    where({ sourceIp: { values: ["10.0.0.1"] } }),
    where({ sourceIp: { values: ["10.0.0.1/32", "2001:db8::/32"] } }),
    "ValidationError",
    "(conditions[0].sourceIp.values[0])",
  ],
  ["no answering action", { actions: [] }, {}, "InvalidLoadBalancerAction", "be the last action (actions)"],
]);

describe("a listener rule", () => {
  it("needs an application load balancer", () => {
    const cloud = inLocalCloud();
    const { loadBalancerArn, vpcId } = network(cloud);
    const tcp = group(cloud, vpcId, { name: "tcp-group", protocol: "TCP" });
    const listener = cloud.create(LISTENER, {
      loadBalancerArn,
      port: 80,
      protocol: "TCP",
      defaultActions: [forwardTo(tcp)],
    });
    const inputs = { listenerArn: listener.id, priority: 1, actions: [forwardTo(tcp)], ...where(PATHS) };

    expect(() => cloud.create(LISTENER_RULE, inputs)).toThrow("application load balancers only (listenerArn)");
  });

  it("gets the priority after the last one where it has none, and keeps it", () => {
    const cloud = inLocalCloud();
    const { inputs } = prepared(cloud);
    const rule = cloud.create(LISTENER_RULE, { ...inputs, priority: undefined });
    cloud.create(LISTENER_RULE, { ...inputs, priority: 30 });
    const changed = cloud.update(rule, where(HOSTS));

    expect(cloud.outputs(rule).priority).toBe(11);
    expect(cloud.outputs(changed).priority).toBe(11);
  });

  it("keeps its priority when something else changes", () => {
    const cloud = inLocalCloud();
    const rule = cloud.create(LISTENER_RULE, prepared(cloud).inputs);

    expect(cloud.outputs(cloud.update(rule, where(HOSTS)))).toMatchObject({ arn: rule.id, priority: 20 });
    expect(cloud.outputs(cloud.update(rule, { priority: 25 })).priority).toBe(25);
  });

  it("gives its target groups a load balancer, like its listener", () => {
    const cloud = inLocalCloud();
    const { inputs, blue, green, loadBalancerArn } = prepared(cloud);
    cloud.create(LISTENER_RULE, { ...inputs, actions: [split([blue, green])] });

    expect(loadBalancersOf(green, cloud.cloud.state)).toEqual([loadBalancerArn]);
    expect(loadBalancersOf(blue, cloud.cloud.state)).toEqual([loadBalancerArn]);
  });

  it("with transforms is not modelled", () => {
    const cloud = inLocalCloud();
    const { inputs } = prepared(cloud);
    const transforms = [{ type: "url-rewrite", urlRewriteConfig: { rewrite: { regex: "^/a", replace: "/b" } } }];

    expect(() => cloud.create(LISTENER_RULE, { ...inputs, transforms })).toThrow("doesn't model");
  });
});
