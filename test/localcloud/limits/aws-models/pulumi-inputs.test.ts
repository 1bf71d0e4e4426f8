import { join } from "node:path";
import { PulumiInputs } from "../../../../localcloud/limits/aws-models/pulumi-inputs";

const inputs = new PulumiInputs(join(__dirname, "..", "..", "..", "..", "node_modules", "@pulumi", "aws"));
const VALUE = { kind: "value" };

describe("PulumiInputs", () => {
  const listener = new Map(inputs.of("aws:lb/listener:Listener").map((field) => [field.name, field]));

  it("reads values, lists, maps and nested objects, and whether they are needed", () => {
    expect(listener.get("port")).toEqual({ name: "port", required: false, shape: VALUE });
    expect(listener.get("tags")).toEqual({ name: "tags", required: false, shape: { kind: "map" } });
    expect(listener.get("defaultActions")).toMatchObject({
      required: true,
      shape: {
        kind: "list",
        element: {
          kind: "object",
          fields: expect.arrayContaining([{ name: "type", required: true, shape: VALUE }]) as unknown,
        },
      },
    });
  });

  it("takes text or an object of the SDK's as a value", () => {
    const [policy] = inputs.of("aws:iam/role:Role");

    expect(policy).toEqual({ name: "assumeRolePolicy", required: true, shape: VALUE });
  });

  it("refuses a type that the SDK doesn't have", () => {
    expect(() => inputs.of("aws:lb/listener:Hearer")).toThrow("declares no HearerArgs in lb/listener.d.ts");
  });
});
