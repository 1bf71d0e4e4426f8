import { join } from "node:path";
import { API_MODELS, SCALARS, type Shape } from "../../../localcloud/api/model";
import { API_OPERATIONS, OPERATION_NAMES } from "../../../localcloud/api/operations";
import { apiModels, requirementsIn, type ApiServiceModel } from "../../../localcloud/limits/aws-models/api-models";
import { pinnedVersion } from "../../../localcloud/limits/aws-models/botocore";

const ROOT = join(__dirname, "..", "..", "..");

function namesIn(shape: Shape): readonly string[] {
  if (shape.type === "structure") return Object.values(shape.members);
  return shape.type === "list" ? [shape.member] : [shape.key, shape.value];
}

describe("the generated models of AWS's APIs", () => {
  it("are of the pinned version and today's operations: else run npm run generate -- apis", () => {
    expect(API_MODELS.botocore).toBe(pinnedVersion(requirementsIn(ROOT)));
    expect(API_MODELS.operations).toEqual(OPERATION_NAMES);
    expect(Object.keys(API_MODELS.services)).toEqual(Object.keys(API_OPERATIONS).sort());
  });

  it.each(Object.entries(API_MODELS.services))("have every shape that %s needs, and no other", (_, model) => {
    const roots = Object.values(model.operations).flatMap(({ input = [], output = [] }) => [input, output].flat());
    const used = new Set([...roots, ...Object.values(model.shapes).flatMap(namesIn)]);
    const scalars: readonly string[] = SCALARS;

    expect([...used].filter((name) => !scalars.includes(name)).sort()).toEqual(Object.keys(model.shapes).sort());
  });
});

describe("the generator of API models", () => {
  const box: ApiServiceModel = {
    metadata: { apiVersion: "2020-01-01", endpointPrefix: "boxes", protocol: "query", awsQueryCompatible: {} },
    operations: {
      PutBox: {
        input: { shape: "Box" },
        output: { shape: "Done", resultWrapper: "PutBoxResult" },
        errors: [{ shape: "BoxFull" }, { shape: "BoxGone" }],
      },
      DropBox: { input: { shape: "Other" } },
    },
    shapes: {
      Box: {
        type: "structure",
        members: { Name: { shape: "Text" }, Inner: { shape: "Boxes" }, Old: { shape: "Text", locationName: "old" } },
        required: ["Name"],
      },
      Boxes: { type: "list", member: { shape: "Box", locationName: "item" } },
      Done: { type: "structure", members: { At: { shape: "Time" }, Tags: { shape: "Tags" } } },
      Tags: { type: "map", key: { shape: "Text", locationName: "Name" }, value: { shape: "Text" }, flattened: true },
      Time: { type: "timestamp", timestampFormat: "iso8601" },
      Text: { type: "string" },
      Other: { type: "structure" },
      BoxFull: { type: "structure", error: { code: "Box.Full" } },
      BoxGone: { type: "structure" },
    },
  };

  it("takes the shapes that operations reach, once each, with their names on the wire", () => {
    expect(apiModels(["box.PutBox"], () => box)).toEqual({
      box: {
        signingName: "boxes",
        apiVersion: "2020-01-01",
        protocols: ["query"],
        queryErrors: { BoxFull: "Box.Full" },
        operations: { PutBox: { input: "Box", output: "Done", resultWrapper: "PutBoxResult" } },
        shapes: {
          Box: {
            type: "structure",
            members: { Name: "string", Inner: "Boxes", Old: "string" },
            required: ["Name"],
            names: { Old: "old" },
          },
          Boxes: { type: "list", member: "Box", memberName: "item" },
          Done: { type: "structure", members: { At: "isoTimestamp", Tags: "Tags" } },
          Tags: { type: "map", key: "string", value: "string", keyName: "Name", flattened: true },
        },
      },
    });
  });

  it("refuses an operation that the service doesn't have", () => {
    expect(() => apiModels(["box.Open"], () => box)).toThrow("box has no operation Open");
  });
});
