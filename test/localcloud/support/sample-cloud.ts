import { AwsError } from "../../../localcloud/model/aws-error";
import { Cloud } from "../../../localcloud/cloud/cloud";
import type { CloudResource } from "../../../localcloud/model/resource";
import type { CloudFunction, ResourceType } from "../../../localcloud/model/resource-type";
import { number, text, type Properties } from "../../../localcloud/model/values";
import { CloudState } from "../../../localcloud/state/cloud-state";
import { temporaryDirectory } from "../../support/temporary-directory";

/** A resource type that has a bit of everything, for tests of what is common to all. */
export const BOX: ResourceType = {
  type: "test:store/box:Box",
  autonaming: { input: "name", maximumLength: 20 },
  defaults: { size: 1 },
  replaceOnChanges: ["material"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "BoxAlreadyExists",
    message: (name) => `there is a box called ${name}`,
  },
  rules: [
    ({ inputs }) => {
      if ((number(inputs, "size") ?? 0) > 9) throw new AwsError("InvalidSize", "size must be at most 9");
    },
  ],
  secrets: ["password"],
  recomputed: ["weight"],
  make: ({ inputs, region, accountId }) => ({
    id: `${region}/${text(inputs, "name") ?? ""}`,
    computed: { arn: `arn:${accountId}:${text(inputs, "name") ?? ""}`, weight: weightOf(inputs) },
  }),
  remake: ({ inputs }) => ({ weight: weightOf(inputs) }),
};

/** A resource type that names boxes. */
export const LABEL: ResourceType = {
  type: "test:store/label:Label",
  replaceOnChanges: ["boxes"],
  references: [
    {
      input: "boxes[]",
      to: [BOX.type],
      missing: { code: "BoxNotFound", message: (id) => `there is no box ${id}` },
      inUse: { code: "BoxInUse", message: (id) => `box ${id} has a label` },
      ignores: (id) => id === "any",
    },
    {
      input: "arn",
      to: [BOX.type],
      by: "arn",
      missing: { code: "BoxNotFound", message: (arn) => `there is no box ${arn}` },
    },
  ],
  make: ({ inputs }) => ({ id: `label-${text(inputs, "text") ?? ""}`, computed: {} }),
};

/** Tells what it was asked. */
export const ECHO: CloudFunction = {
  token: "test:store/echo:Echo",
  call: ({ args, region, configuration }) => ({ args, region, configuration }),
};

function weightOf(inputs: Properties): number {
  return 10 * (number(inputs, "size") ?? 0);
}

/** An empty cloud that knows the sample types. */
export function sampleCloud(directory = temporaryDirectory()): Cloud {
  return new Cloud(CloudState.open(directory), [{ types: [BOX, LABEL], functions: [ECHO] }]);
}

/** Creates a resource of a sample type as the engine would. */
export function created(cloud: Cloud, type: ResourceType, name: string, inputs: Properties = {}): CloudResource {
  return cloud.create({
    type: type.type,
    urn: `urn:pulumi:test::project::${type.type}::${name}`,
    inputs: { ...type.defaults, ...(type.type === BOX.type ? { name } : { text: name }), ...inputs },
    region: "eu-west-1",
  });
}
