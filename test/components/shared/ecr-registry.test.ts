import { ecrRegistry } from "../../../components/shared/ecr-registry";

describe("ecrRegistry", () => {
  it.each([
    ["123456789012.dkr.ecr.eu-west-1.amazonaws.com", "eu-west-1"],
    ["123456789012.dkr.ecr.us-gov-west-1.amazonaws.com", "us-gov-west-1"],
    ["123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1"],
    ["123456789012.dkr.ecr-fips.us-east-1.amazonaws.com", "us-east-1"],
    ["123456789012.dkr-ecr.eu-west-1.on.aws", "eu-west-1"],
    ["123456789012.dkr-ecr-fips.us-east-1.on.aws", "us-east-1"],
    ["123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn", "cn-north-1"],
  ])("knows %s", (host, region) => {
    expect(ecrRegistry(host)).toEqual({ registryId: "123456789012", region });
  });

  it.each([
    "registry.proofpix.com",
    "public.ecr.aws",
    "12345678901.dkr.ecr.eu-west-1.amazonaws.com",
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com.example.com",
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com:443",
    "123456789012.dkr.ecr.eu-west-1.on.aws",
    "123456789012.dkr-ecr.eu-west-1.amazonaws.com",
    "x123456789012.dkr.ecr.eu-west-1.amazonaws.com",
  ])("leaves %s alone", (host) => {
    expect(ecrRegistry(host)).toBeUndefined();
  });
});
