import { type CloudReader, type CloudResource, outputsOf } from "../../model/resource";
import { text, type Properties } from "../../model/values";

export const INSTANCE = "aws:rds/instance:Instance";

/** The instance of an identifier in a region. */
export function instanceNamed(identifier: string, region: string, cloud: CloudReader): CloudResource | undefined {
  return cloud
    .ofType(INSTANCE)
    .find((each) => each.region === region && each.computed.identifier === identifier.toLowerCase());
}

/** The instance that `replicateSourceDb` names: by its identifier in the replica's region, or its ARN in any. */
export function instanceByReference(name: string, region: string, cloud: CloudReader): CloudResource | undefined {
  if (!name.startsWith("arn:")) return instanceNamed(name, region, cloud);
  return cloud.ofType(INSTANCE).find((each) => each.computed.arn === name);
}

/** The source of a replica; undefined for an instance that is none. */
export function sourceOf(inputs: Properties, region: string, cloud: CloudReader): CloudResource | undefined {
  const name = sourceNameOf(inputs);
  return name === undefined ? undefined : instanceByReference(name, region, cloud);
}

/** What `replicateSourceDb` says; an empty text promotes a replica. */
export function sourceNameOf(inputs: Properties): string | undefined {
  const name = text(inputs, "replicateSourceDb") ?? "";
  return name === "" ? undefined : name;
}

/** The replicas of an instance, in any region. */
export function replicasOf(instance: CloudResource, cloud: CloudReader): CloudResource[] {
  return cloud.ofType(INSTANCE).filter((each) => sourceOf(each.inputs, each.region, cloud)?.id === instance.id);
}

/** What a replica, a snapshot or a backup takes over from an instance. */
export function factsOf(instance: CloudResource): Properties {
  const outputs = outputsOf(instance);
  const facts = FACTS.map((name) => [name, outputs[name]] as const);
  return Object.fromEntries(facts.filter(([, value]) => value !== undefined));
}

const FACTS = [
  "allocatedStorage",
  "dbName",
  "engine",
  "engineVersionActual",
  "iops",
  "kmsKeyId",
  "port",
  "storageEncrypted",
  "storageThroughput",
  "storageType",
  "username",
];
