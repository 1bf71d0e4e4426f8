import * as pulumi from "@pulumi/pulumi";
import { ContainerService, type ServiceLoadBalancer, type SidecarArgs, type VolumeMount } from "../container-service";
import { cpu, LoadAlarms, memory } from "../scaling";
import type { PolicyStatementInput } from "../shared/policy-document";
import type { SecretSource } from "../shared/secret-source";
import type { MonitoringStackArgs, PartSize, StackChildren } from "./args";
import { loaderScript, OBJECT_VARIABLES, type PartFiles } from "./configuration-bundle";
import { type ConfigurationBucket, type ConfigurationVersion, putConfiguration } from "./configuration-bucket";
import { type PartName, PATHS } from "./part-names";
import { storageOf } from "./sizes";

/** A service of the stack, as it is deployed. */
export interface PartDefinition {
  readonly name: PartName;
  /** Image by digest. */
  readonly image: pulumi.Input<string>;
  readonly user: `${number}:${number}`;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  readonly secrets?: Readonly<Record<string, SecretSource>>;
  /** Port of its interface. */
  readonly port: number;
  /** Command that asks its container for its health; `false` for an image without any program that could. */
  readonly healthCommand: readonly string[] | false;
  /** What it reads below {@link PATHS.configuration}. Another text deploys this part, and no other. */
  readonly files: pulumi.Input<PartFiles>;
  /** Secrets that it reads as files, by their paths below {@link PATHS.configuration}. @default - none */
  readonly secretFiles?: Readonly<Record<string, SecretSource>>;
  /** Whether it writes to {@link PATHS.data}. @default false */
  readonly writes?: boolean;
  readonly instances: number;
  readonly size: PartSize;
  readonly statements?: readonly PolicyStatementInput[];
  readonly securityGroupIds?: readonly pulumi.Input<string>[];
  readonly loadBalancer?: ServiceLoadBalancer;
  readonly sidecars?: readonly SidecarArgs[];
}

/** What every part gets of the stack. */
export interface PartDependencies {
  readonly bucket: ConfigurationBucket;
  readonly namespaceId: pulumi.Input<string>;
  /** Image that fetches the configuration, by digest. */
  readonly loaderImage: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
}

/** Root may write to a volume that no image declares, and without capabilities nothing else. */
const LOADER_USER = "0:0";

/** Share of CPU or memory above which a part may soon fail. */
const BUSY_PERCENT = 90;

const CONFIGURATION_MOUNT: VolumeMount = { volume: "configuration", path: PATHS.configuration };
const DATA_MOUNT: VolumeMount = { volume: "data", path: PATHS.data };

/** Creates the service of a part, which begins with its configuration in place. */
export function createPart(
  children: StackChildren,
  args: MonitoringStackArgs,
  part: PartDefinition,
  dependencies: PartDependencies,
): ContainerService {
  const version = putConfiguration(children, part.name, part.files, dependencies.bucket);
  const service = new ContainerService(
    `${children.name}-${part.name}`,
    {
      cluster: args.cluster,
      vpcId: args.vpcId,
      vpcCidrBlock: args.vpcCidrBlock,
      subnetIds: args.subnetIds,
      securityGroupIds: part.securityGroupIds,
      image: part.image,
      user: part.user,
      command: part.command,
      environment: part.environment,
      secrets: part.secrets,
      secretKeyArns: args.secretKeyArns,
      ...part.size,
      storage: storageOf(part.name),
      port: part.port,
      containerHealthCheck: healthCheck(part),
      writablePaths: [],
      mounts: mountsOf(part).map((mount) => ({ ...mount, readOnly: mount === CONFIGURATION_MOUNT })),
      sidecars: [loader(part, version, dependencies), ...(part.sidecars ?? [])],
      loadBalancer: part.loadBalancer,
      discovery: { namespaceId: dependencies.namespaceId, name: part.name },
      capacity: args.capacity,
      minInstances: part.instances,
      maxInstances: part.instances,
      taskPolicyStatements: [...readStatements(version, args, dependencies), ...(part.statements ?? [])],
      logRetentionDays: args.logRetentionDays,
      kmsKeyArn: args.kmsKeyArn,
      alarmActions: args.alarmActions,
      tags: children.tags,
      transform: children.transform.service,
    },
    { parent: children.parent },
  );
  watchLoad(children, args, service, part.name);
  return service;
}

/** Tells people of a part that has too little CPU or memory, since it may be too busy to tell of itself. */
function watchLoad(
  { name, parent, tags, transform }: StackChildren,
  { alarmActions, cluster }: MonitoringStackArgs,
  { serviceName }: ContainerService,
  part: PartName,
): void {
  new LoadAlarms(
    `${name}-${part}`,
    {
      clusterName: cluster.clusterName,
      serviceName,
      triggers: [cpu({ above: BUSY_PERCENT }), memory({ above: BUSY_PERCENT })],
      alarmActions,
      tags,
      transform: { alarm: transform.service?.alarm },
    },
    { parent },
  );
}

function healthCheck({ healthCommand }: PartDefinition): { readonly command: readonly string[] } | false {
  return healthCommand === false ? false : { command: healthCommand };
}

function mountsOf({ writes = false }: PartDefinition): VolumeMount[] {
  return writes ? [CONFIGURATION_MOUNT, DATA_MOUNT] : [CONFIGURATION_MOUNT];
}

/**
 * The container that puts the configuration into the task before all others start. The version of the object is among
 * its variables, so that another configuration is another revision of the task.
 */
function loader(
  part: PartDefinition,
  { bucketName, object, versionId }: ConfigurationVersion,
  { loaderImage, region }: PartDependencies,
): SidecarArgs {
  const files = Object.entries(part.secretFiles ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  const variables = files.map(([path, source], index) => ({ path, source, variable: `FILE_${index}` }));
  const script = loaderScript({
    configuration: PATHS.configuration,
    data: part.writes === true ? PATHS.data : undefined,
    scratch: "/tmp",
    secrets: Object.fromEntries(variables.map(({ path, variable }) => [path, variable])),
  });
  return {
    name: "configuration",
    image: loaderImage,
    user: LOADER_USER,
    runsFirst: true,
    entryPoint: ["/bin/sh", "-c"],
    command: [script],
    environment: {
      AWS_REGION: region,
      [OBJECT_VARIABLES.bucket]: bucketName,
      [OBJECT_VARIABLES.object]: object,
      [OBJECT_VARIABLES.version]: versionId,
    },
    secrets: Object.fromEntries(variables.map(({ variable, source }) => [variable, source])),
    mounts: mountsOf(part),
  };
}

/** A part may read its own object, and decrypt nothing but what S3 keeps. */
function readStatements(
  { objectArn }: ConfigurationVersion,
  { kmsKeyArn }: Pick<MonitoringStackArgs, "kmsKeyArn">,
  { region }: PartDependencies,
): PolicyStatementInput[] {
  return [
    { Effect: "Allow", Action: "s3:GetObjectVersion", Resource: objectArn },
    {
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: kmsKeyArn,
      Condition: pulumi
        .output(region)
        .apply((known) => ({ StringEquals: { "kms:ViaService": `s3.${known}.amazonaws.com` } })),
    },
  ];
}
