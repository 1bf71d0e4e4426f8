import type { CloudReader, CloudResource } from "../../../../localcloud/model/resource";
import { number, text, type Properties } from "../../../../localcloud/model/values";

const ACCOUNT = "123456789012";
const ARN = `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}`;
const DEFAULT_NAME = "shop";

/** Resources in the shape in which the local cloud keeps them, that a test changes as it likes. */
export class Resources implements CloudReader {
  readonly accountId = ACCOUNT;
  private readonly byType = new Map<string, Map<string, CloudResource>>();

  constructor(...resources: readonly CloudResource[]) {
    this.put(...resources);
  }

  find(type: string, id: string): CloudResource | undefined {
    return this.byType.get(type)?.get(id);
  }

  ofType(type: string): CloudResource[] {
    return [...(this.byType.get(type)?.values() ?? [])];
  }

  put(...resources: readonly CloudResource[]): void {
    for (const resource of resources) {
      const known = this.byType.get(resource.type) ?? new Map<string, CloudResource>();
      this.byType.set(resource.type, known.set(resource.id, resource));
    }
  }

  remove(...resources: readonly CloudResource[]): void {
    for (const { type, id } of resources) this.byType.get(type)?.delete(id);
  }
}

function resource(type: string, id: string, inputs: Properties, computed: Properties = {}): CloudResource {
  return { type, id, region: "eu-west-1", urn: `urn:pulumi:test::test::${type}::test`, inputs, computed };
}

export function loadBalancer(inputs: Properties = {}): CloudResource {
  const kind = inputs.loadBalancerType === "network" ? "net" : "app";
  const name = text(inputs, "name") ?? DEFAULT_NAME;
  const arnSuffix = `${kind}/${name}/50dc6c495c0c9188`;
  const computed = {
    arn: `${ARN}:loadbalancer/${arnSuffix}`,
    arnSuffix,
    name,
    dnsName: `${name}-1234567890.eu-west-1.elb.amazonaws.com`,
    subnets: ["subnet-a"],
  };
  return resource(
    "aws:lb/loadBalancer:LoadBalancer",
    computed.arn,
    { loadBalancerType: "application", subnets: ["subnet-a"], ...inputs },
    computed,
  );
}

export function subnet(id = "subnet-a", availabilityZone = "eu-west-1a"): CloudResource {
  return resource("aws:ec2/subnet:Subnet", id, { availabilityZone });
}

export function listener(of: CloudResource, inputs: Properties = {}): CloudResource {
  const port = String(number(inputs, "port") ?? 80);
  const id = `${ARN}:listener/${String(of.computed.arnSuffix)}/${port.padStart(16, "0")}`;
  const defaultActions = [fixedResponse(404, "Not found")];
  const settings = { loadBalancerArn: of.id, port: 80, protocol: "HTTP", defaultActions, ...inputs };
  return resource("aws:lb/listener:Listener", id, settings, { arn: id, protocol: settings.protocol });
}

export function rule(of: CloudResource, priority: number, inputs: Properties): CloudResource {
  const id = `${of.id.replace(":listener/", ":listener-rule/")}/${String(priority).padStart(16, "0")}`;
  return resource(
    "aws:lb/listenerRule:ListenerRule",
    id,
    { listenerArn: of.id, priority, conditions: [{ pathPattern: { values: ["/*"] } }], ...inputs },
    { arn: id, priority },
  );
}

export function targetGroup(name: string, inputs: Properties = {}): CloudResource {
  const id = `${ARN}:targetgroup/${name}/73e2d6bc24d8a067`;
  return resource(
    "aws:lb/targetGroup:TargetGroup",
    id,
    { name, protocol: "HTTP", port: 80, targetType: "ip", vpcId: "vpc-1", ...inputs },
    { arn: id, protocolVersion: "HTTP1" },
  );
}

export function certificate(...domains: readonly string[]): CloudResource {
  const id = `arn:aws:acm:eu-west-1:${ACCOUNT}:certificate/${domains.join("-")}`;
  const computed = { arn: id, subjectAlternativeNames: domains };
  return resource("aws:acm/certificate:Certificate", id, { domainName: domains[0] }, computed);
}

export function listenerCertificate(of: CloudResource, added: CloudResource): CloudResource {
  const inputs = { listenerArn: of.id, certificateArn: added.id };
  return resource("aws:lb/listenerCertificate:ListenerCertificate", `${of.id}_${added.id}`, inputs);
}

export function fixedResponse(statusCode: number, messageBody: string, contentType = "text/plain"): Properties {
  return { type: "fixed-response", fixedResponse: { statusCode: String(statusCode), messageBody, contentType } };
}

/** An action that forwards to target groups by weight. */
export function forwardTo(
  groups: readonly (readonly [group: CloudResource, weight: number])[],
  stickySeconds?: number,
): Properties {
  const targetGroups = groups.map(([{ id }, weight]) => ({ arn: id, weight }));
  const stickiness = stickySeconds === undefined ? {} : { stickiness: { enabled: true, duration: stickySeconds } };
  return { type: "forward", forward: { targetGroups, ...stickiness } };
}
