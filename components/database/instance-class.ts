import { instanceType, type InstanceType } from "../capacity-sizing/instance-types";

/** Memory of an Aurora capacity unit (Amazon Aurora User Guide, "Aurora Serverless v2 capacity"): about 2 GiB. */
export const CAPACITY_UNIT_MEBIBYTES = 2048;
/** Class of the instances of a cluster on Aurora Serverless v2. */
export const SERVERLESS_CLASS = "db.serverless";

const INSTANCE_CLASS = /^db\.([a-z]+\d+[a-z-]*\.[a-z0-9]+)$/;
/** Families whose instances have local NVMe storage carry a `d` (Amazon EC2, "Instance type naming conventions"). */
const LOCAL_STORAGE_CLASS = /^db\.[a-z]+\d+[a-z]*d[a-z]*\.[a-z0-9]+$/;

/** CPUs and memory of a class, which RDS has from the EC2 instance type of the same name; undefined where unknown. */
export function classResources(instanceClass: string): InstanceType | undefined {
  const type = INSTANCE_CLASS.exec(instanceClass)?.[1];
  return type === undefined ? undefined : instanceType(type);
}

/** Whether a class is written as RDS writes classes. */
export function isInstanceClass(instanceClass: string): boolean {
  return INSTANCE_CLASS.test(instanceClass);
}

/** Whether the instances of a class have local storage, without which there is no Multi-AZ DB cluster. */
export function hasLocalStorage(instanceClass: string): boolean {
  return LOCAL_STORAGE_CLASS.test(instanceClass);
}

/** Whether instances of one class have at least the memory and CPUs of another; undefined where one isn't known. */
export function isAtLeast(instanceClass: string, other: string): boolean | undefined {
  const [own, least] = [classResources(instanceClass), classResources(other)];
  if (own === undefined || least === undefined) return undefined;
  return own.memoryMebibytes >= least.memoryMebibytes && own.virtualCpus >= least.virtualCpus;
}
