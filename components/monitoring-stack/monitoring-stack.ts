import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ContainerService } from "../container-service";
import { MONITORING_PARTS, ruleFileYaml, TRACING_PORTS } from "../monitoring";
import { parseArn } from "../shared/arn";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import { createAccess } from "./access";
import { alertingOf } from "./alerting";
import type { MonitoringStackArgs, StackChildren } from "./args";
import { createConfigurationBucket } from "./configuration-bucket";
import { partFiles } from "./files";
import { createGrafanaSecret } from "./grafana-secret";
import { findImages } from "./image-digests";
import { createManagedPrometheus } from "./managed-prometheus";
import { createManagedRules } from "./managed-rules";
import { createOutgoing } from "./outgoing";
import { createPart } from "./part";
import { urlOf, PARTS, type PartName } from "./part-names";
import { alertmanager } from "./parts/alertmanager";
import { blackbox } from "./parts/blackbox";
import { collector } from "./parts/collector";
import type { PartContext } from "./parts/context";
import { exporters } from "./parts/exporters";
import { grafana } from "./parts/grafana";
import { jaeger } from "./parts/jaeger";
import { prometheus } from "./parts/prometheus";
import { rulesOf } from "./rules";
import { instancesOf, sizeOf } from "./sizes";
import { stackTags } from "./tags";
import { validateMonitoringStack } from "./validate";

/** How each part is made. */
const DEFINITIONS = { prometheus, alertmanager, grafana, jaeger, "otel-collector": collector, blackbox, exporters };

/**
 * Prometheus, Alertmanager, Grafana, Jaeger and what goes with them, which watch an environment by one description of
 * it. They are reached inside the VPC only. Grafana alone can stand behind the load balancer, for those whom its
 * provider of OpenID Connect lets in.
 */
export class MonitoringStack extends pulumi.ComponentResource {
  /** Address of Grafana: the one for browsers, or the one inside the VPC. */
  public readonly grafanaUrl: pulumi.Output<string>;
  /** Secret with name and password of Grafana's administrator. */
  public readonly grafanaSecretArn: pulumi.Output<string>;
  /** Address of Prometheus inside the VPC. */
  public readonly prometheusUrl: string;
  /** Address of Alertmanager inside the VPC. */
  public readonly alertmanagerUrl: string;
  /** Address inside the VPC to which services send spans by OTLP over HTTP. */
  public readonly tracesEndpoint: string;
  /** Id of the workspace of Amazon Managed Service for Prometheus; undefined without one. */
  public readonly workspaceId: pulumi.Output<string> | undefined;
  /** Names of the parts' ECS services. */
  public readonly serviceNames: Readonly<Record<PartName, pulumi.Output<string>>>;

  /** @throws {pulumi.InputPropertiesError} naming everything that is wrong with the arguments. */
  constructor(name: string, args: MonitoringStackArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("MonitoringStack", name, args, validateMonitoringStack);
    super("proofpix:monitoring-stack:MonitoringStack", name, {}, opts);

    const children: StackChildren = { name, parent: this, tags: stackTags(args.tags), transform: args.transform ?? {} };
    const managed = args.managedPrometheus === false ? undefined : createManagedPrometheus(children, args);
    const grafanaSecret = createGrafanaSecret(children, args);
    const services = createParts(children, args, { managed, grafanaSecret });
    const groups = mapped(services, ({ securityGroupId }) => securityGroupId);
    createAccess(children, args, groups);
    createOutgoing(children, args, groups);

    this.grafanaUrl = pulumi.output(args.grafana?.url ?? urlOf("grafana", args.namespace, MONITORING_PARTS.grafana));
    this.grafanaSecretArn = grafanaSecret.secretArn;
    this.prometheusUrl = urlOf("prometheus", args.namespace, MONITORING_PARTS.prometheus);
    this.alertmanagerUrl = urlOf("alertmanager", args.namespace, MONITORING_PARTS.alertmanager);
    this.tracesEndpoint = urlOf("otel-collector", args.namespace, TRACING_PORTS.otlpHttp);
    this.workspaceId = managed?.workspaceId;
    this.serviceNames = mapped(services, ({ serviceName }) => serviceName);
    this.registerOutputs({
      grafanaUrl: this.grafanaUrl,
      grafanaSecretArn: this.grafanaSecretArn,
      prometheusUrl: this.prometheusUrl,
      alertmanagerUrl: this.alertmanagerUrl,
      tracesEndpoint: this.tracesEndpoint,
      workspaceId: this.workspaceId,
      serviceNames: this.serviceNames,
    });
  }
}

type Services = Readonly<Record<PartName, ContainerService>>;

function createParts(
  children: StackChildren,
  args: MonitoringStackArgs,
  made: Pick<PartContext, "grafanaSecret" | "managed">,
): Services {
  const images = findImages(children, args.images);
  const alerting = alertingOf(args.alerting, args.kmsKeyArn);
  const { managed: managedRules } = rulesOf(args);
  if (managedRules !== undefined && made.managed !== undefined) {
    createManagedRules(children, ruleFileYaml(managedRules), alerting, made.managed);
  }
  const context: PartContext = {
    ...made,
    alerting,
    args,
    images,
    namespace: args.namespace,
    files: partFiles({ args, alerting, managed: made.managed }),
    instances: ofParts((part) => instancesOf(part, args)),
    size: (part) => sizeOf(part, args),
  };
  const dependencies = {
    bucket: createConfigurationBucket(children, {
      kmsKeyArn: args.kmsKeyArn,
      forceDestroy: args.forceDestroyConfiguration ?? false,
    }),
    namespaceId: createNamespace(children, args).id,
    loaderImage: images.awsCli,
    region: pulumi.output(args.cluster.clusterArn).apply((arn) => parseArn(arn).region),
  };
  return ofParts((part) => createPart(children, args, DEFINITIONS[part](context), dependencies));
}

/** The zone in which the parts find each other. */
function createNamespace(
  { name, parent, tags, transform }: StackChildren,
  { namespace, vpcId }: Pick<MonitoringStackArgs, "namespace" | "vpcId">,
): aws.servicediscovery.PrivateDnsNamespace {
  return new aws.servicediscovery.PrivateDnsNamespace(
    ...transformed<aws.servicediscovery.PrivateDnsNamespaceArgs>(
      transform.namespace,
      name,
      { name: namespace, vpc: vpcId, description: `Parts of ${name}`, tags: namedTags(name, tags) },
      { parent },
    ),
  );
}

function ofParts<Value>(value: (part: PartName) => Value): Readonly<Record<PartName, Value>> {
  return Object.fromEntries(PARTS.map((part) => [part, value(part)])) as Record<PartName, Value>;
}

function mapped<Value>(
  services: Services,
  value: (service: ContainerService) => Value,
): Readonly<Record<PartName, Value>> {
  return ofParts((part) => value(services[part]));
}
