import { outputsOf, type CloudReader, type CloudResource } from "../../model/resource";
import { flag, number, objects, text, texts, type Properties } from "../../model/values";
import { kindOf } from "../../services/lb/protocols";
import { actionOf } from "../routing/actions";
import { conditionsOf } from "../routing/conditions";
import { inOrder, type Rule } from "../routing/rules";
import type { Certificate, Listener, LoadBalancer } from "./model";

/** The listeners of all load balancers that are deployed. */
export function listenersOf(cloud: CloudReader): Listener[] {
  const rules = cloud.ofType("aws:lb/listenerRule:ListenerRule");
  const certificates = cloud.ofType("aws:lb/listenerCertificate:ListenerCertificate");
  const loadBalancers = new Map(
    cloud.ofType("aws:lb/loadBalancer:LoadBalancer").map((each) => [each.id, loadBalancerOf(each, cloud)]),
  );
  return cloud.ofType("aws:lb/listener:Listener").flatMap((resource) => {
    const listener = outputsOf(resource);
    const loadBalancer = loadBalancers.get(text(listener, "loadBalancerArn") ?? "");
    if (loadBalancer === undefined) return [];
    const ofListener = ({ inputs }: CloudResource): boolean => inputs.listenerArn === resource.id;
    return {
      arn: resource.id,
      urn: resource.urn,
      loadBalancer,
      protocol: text(listener, "protocol") ?? "",
      port: number(listener, "port") ?? 0,
      rules: inOrder([...rules.filter(ofListener).map(ruleOf), defaultRule(resource)]),
      certificates: certificatesOf([resource, ...certificates.filter(ofListener)], cloud),
      securityPolicy: text(listener, "sslPolicy"),
      tcpIdleTimeoutSeconds: number(listener, "tcpIdleTimeoutSeconds") ?? 350,
    };
  });
}

/** Settings of a load balancer; what is left out has AWS's default (API Reference, LoadBalancerAttribute). */
function loadBalancerOf(resource: CloudResource, cloud: CloudReader): LoadBalancer {
  const { inputs } = resource;
  const outputs = outputsOf(resource);
  return {
    arn: resource.id,
    name: text(outputs, "name") ?? "",
    arnSuffix: text(outputs, "arnSuffix") ?? "",
    region: resource.region,
    kind: kindOf(inputs),
    dnsName: text(outputs, "dnsName") ?? "",
    availabilityZones: zonesOf(outputs, cloud),
    ...attributesOf(inputs),
    accessLogs: accessLogsOf(inputs),
  };
}

function attributesOf(
  inputs: Properties,
): Omit<
  LoadBalancer,
  "arn" | "name" | "arnSuffix" | "region" | "kind" | "dnsName" | "availabilityZones" | "accessLogs"
> {
  const mode = text(inputs, "xffHeaderProcessingMode");
  return {
    idleTimeoutSeconds: number(inputs, "idleTimeout") ?? 60,
    clientKeepAliveSeconds: number(inputs, "clientKeepAlive") ?? 3600,
    dropsInvalidHeaders: flag(inputs, "dropInvalidHeaderFields") === true,
    speaksHttp2: flag(inputs, "enableHttp2") !== false,
    forwardedFor: mode === "preserve" || mode === "remove" ? mode : "append",
    forwardsClientPort: flag(inputs, "enableXffClientPort") === true,
    forwardsTls: flag(inputs, "enableTlsVersionAndCipherSuiteHeaders") === true,
  };
}

function accessLogsOf(inputs: Properties): LoadBalancer["accessLogs"] {
  if (flag(inputs, "accessLogs.enabled") !== true) return undefined;
  return { bucket: text(inputs, "accessLogs.bucket") ?? "", prefix: text(inputs, "accessLogs.prefix") };
}

function zonesOf(outputs: Properties, cloud: CloudReader): string[] {
  return texts(outputs, "subnets").flatMap((id) => {
    const subnet = cloud.find("aws:ec2/subnet:Subnet", id);
    return subnet === undefined ? [] : (text(outputsOf(subnet), "availabilityZone") ?? []);
  });
}

function ruleOf(resource: CloudResource): Rule {
  return {
    arn: resource.id,
    priority: number(outputsOf(resource), "priority"),
    conditions: conditionsOf(resource.inputs),
    action: actionOf(objects(resource.inputs, "actions")),
  };
}

function defaultRule({ id, inputs }: CloudResource): Rule {
  return { arn: id, conditions: [], action: actionOf(objects(inputs, "defaultActions")) };
}

function certificatesOf(holders: readonly CloudResource[], cloud: CloudReader): Certificate[] {
  return holders.flatMap(({ inputs }) => {
    const certificate = cloud.find("aws:acm/certificate:Certificate", text(inputs, "certificateArn") ?? "");
    if (certificate === undefined) return [];
    const outputs = outputsOf(certificate);
    const domains = [text(outputs, "domainName") ?? "", ...texts(outputs, "subjectAlternativeNames")];
    return { arn: certificate.id, domains: [...new Set(domains)] };
  });
}
