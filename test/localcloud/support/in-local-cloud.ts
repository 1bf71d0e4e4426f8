import { AwsError } from "../../../localcloud/model/aws-error";
import { Cloud } from "../../../localcloud/cloud/cloud";
import { outputsOf, type CloudResource } from "../../../localcloud/model/resource";
import type { Properties } from "../../../localcloud/model/values";
import { encode } from "../../../localcloud/provider/codec";
import { SERVICES } from "../../../localcloud/services";
import { CloudState } from "../../../localcloud/state/cloud-state";
import { temporaryDirectory } from "../../support/temporary-directory";

/** The region of resources whose test names none. */
export const REGION = "eu-west-1";

/** An empty local cloud, asked as the engine would ask it. */
export interface TestCloud {
  readonly cloud: Cloud;
  readonly accountId: string;
  /** What was warned of so far. */
  readonly warnings: readonly string[];
  /** Creates a resource; an empty region stands for {@link REGION}. */
  create(type: string, inputs: Properties, region?: string): CloudResource;
  /** Changes some inputs of a resource; undefined removes one. */
  update(resource: CloudResource, changed: Properties): CloudResource;
  delete(resource: CloudResource): void;
  /** What a provider function answers. */
  call(token: string, args?: Properties): Properties;
  /** What a program reads from a resource. */
  outputs(resource: CloudResource): Properties;
}

/** An empty local cloud for one test. */
export function inLocalCloud(): TestCloud {
  return asking(new Cloud(CloudState.open(temporaryDirectory()), SERVICES));
}

/** A local cloud that is asked as the engine would ask it. */
export function asking(cloud: Cloud): TestCloud {
  let created = 0;
  const warnings: string[] = [];
  const warn = (message: string): void => {
    warnings.push(message);
  };
  return {
    warnings,
    cloud,
    accountId: cloud.state.accountId,
    create: (type, inputs, region = REGION) => {
      const urn = `urn:pulumi:test::test::${type}::${created++}`;
      const complete = withoutUndefined({ ...cloud.typeOf(type).defaults, ...inputs });
      return sendable(cloud.create({ type, inputs: complete, region, urn, warn }));
    },
    update: (resource, changed) => {
      const inputs = withoutUndefined({ ...resource.inputs, ...changed });
      const { type, urn, region } = resource;
      return sendable(cloud.update(resource, { type, urn, inputs, region, warn }));
    },
    delete: (resource) => {
      cloud.delete(resource);
    },
    call: (token, args = {}) => cloud.call(token, args, REGION),
    outputs: outputsOf,
  };
}

/** The resource, whose outputs the provider protocol can carry: it has no undefined values. */
function sendable(resource: CloudResource): CloudResource {
  encode(outputsOf(resource));
  return resource;
}

function withoutUndefined(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

/** How AWS refuses an action, as `Code: message`; undefined when it accepts. */
export function refusalOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof AwsError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return undefined;
}
