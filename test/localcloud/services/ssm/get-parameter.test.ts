import { inLocalCloud, refusalOf, REGION } from "../../support";

const GET_PARAMETER = "aws:ssm/getParameter:getParameter";
const FAMILY = "/aws/service/ecs/optimized-ami/amazon-linux-2023";

describe("public parameters", () => {
  it.each([`${FAMILY}/recommended`, `${FAMILY}/arm64/recommended`])("tell the image of %s", (name) => {
    const cloud = inLocalCloud();
    const image = cloud.call(GET_PARAMETER, { name: `${name}/image_id` });
    const metadata = cloud.call(GET_PARAMETER, { name });

    expect(image).toMatchObject({
      arn: `arn:aws:ssm:${REGION}::parameter${name}/image_id`,
      id: `${name}/image_id`,
      insecureValue: expect.stringMatching(/^ami-[0-9a-f]{17}$/) as string,
      type: "String",
      version: 1,
    });
    expect(JSON.parse(String(metadata.insecureValue))).toMatchObject({ image_id: image.insecureValue });
  });

  it("tell another image in another region", () => {
    const { cloud } = inLocalCloud();
    const args = { name: `${FAMILY}/recommended/image_id` };
    const [here, there] = [REGION, "us-east-1"].map((region) => cloud.call(GET_PARAMETER, args, region).insecureValue);

    expect(here).not.toBe(there);
  });

  it("give their value in the clear, whatever it is called", () => {
    const { value, insecureValue } = inLocalCloud().call(GET_PARAMETER, { name: `${FAMILY}/recommended/image_id` });

    expect(value).toBe(insecureValue);
  });

  it.each([`${FAMILY}/recommended/image_name`, "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended", "own", ""])(
    "don't include '%s'",
    (name) => {
      expect(refusalOf(() => inLocalCloud().call(GET_PARAMETER, { name }))).toBe(
        `ParameterNotFound: Systems Manager Parameter (${name}) not found (name)`,
      );
    },
  );
});
