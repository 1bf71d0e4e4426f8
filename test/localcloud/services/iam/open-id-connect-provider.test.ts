import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud } from "../../support";

const PROVIDER = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
/** The provider leaves out `https://` before it compares. */
const GITHUB = { url: "token.actions.githubusercontent.com", clientIdLists: ["sts.amazonaws.com"] };

describeLimits(PROVIDER, [
  ["thumbprintLists[0]", "6938fd4d", "6938fd4d98bab03faadb97b34396831e3780aea1", "ValidationError", "length"],
  ["clientIdLists[0]", "c".repeat(256), "c".repeat(255), "ValidationError", "length"],
]);

describeRules(
  PROVIDER,
  (cloud) => {
    cloud.create(PROVIDER, GITHUB);
    return { inputs: { ...GITHUB, url: "gitlab.com" } };
  },
  [
    [
      "an address that another provider has",
      GITHUB,
      {},
      "EntityAlreadyExists",
      "Provider with url https://token.actions.githubusercontent.com already exists.",
    ],
    ["a port", { url: "gitlab.example.com:8443" }, {}, "ValidationError", "Invalid Open ID Connect Provider URL"],
    ["a query", { url: "gitlab.example.com/?a" }, { url: "gitlab.example.com/oidc" }, "ValidationError", ""],
    ["no audience", { clientIdLists: [] }, {}, "MissingArgument", "1 item minimum"],
  ],
);

it("has the address in its ARN, and needs no thumbprint", () => {
  const cloud = inLocalCloud();

  expect(cloud.create(PROVIDER, GITHUB)).toMatchObject({
    id: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
    computed: { thumbprintLists: [] },
  });
});
