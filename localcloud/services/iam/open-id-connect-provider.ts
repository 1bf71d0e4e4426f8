import { refuse } from "../../model/aws-error";
import { globalArn } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text, texts } from "../../model/values";

/** Trusts the tokens of an OpenID Connect provider, such as GitHub's. */
export const openIdConnectProvider: ResourceType = {
  type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  mapping: {
    operation: "iam.CreateOpenIDConnectProvider",
    inputs: {
      clientIdLists: "ClientIDList",
      thumbprintLists: "ThumbprintList",
    },
  },
  documentedLimits: {
    clientIdLists: [{ document: "IAM User Guide, IAM and AWS STS quotas", maxLength: 100, code: "LimitExceeded" }],
    thumbprintLists: [{ document: "IAM API Reference, CreateOpenIDConnectProvider", maxLength: 5 }],
  },
  normalize: (inputs) => {
    const url = text(inputs, "url");
    return url === undefined ? inputs : { ...inputs, url: url.replace(/^https:\/\//, "") };
  },
  replaceOnChanges: ["url"],
  unique: {
    inputs: ["url"],
    scope: "account",
    code: "EntityAlreadyExists",
    message: (url) => `Provider with url https://${url} already exists.`,
  },
  rules: [requirePlainAddress, requireClient],
  make: ({ inputs, region, accountId }) => {
    const id = globalArn("iam", region, accountId, `oidc-provider/${text(inputs, "url") ?? ""}`);
    return { id, computed: { arn: id, ...(inputs.thumbprintLists === undefined && { thumbprintLists: [] }) } };
  },
};

/** IAM API Reference, CreateOpenIDConnectProvider, `Url`: no port and no query. The provider adds `https://`. */
function requirePlainAddress({ inputs }: Operation): void {
  const url = text(inputs, "url") ?? "";
  if (/^[a-z0-9.-]+(\/[^?#:\s]*)?$/i.test(url)) return;
  refuse("ValidationError", `Invalid Open ID Connect Provider URL: https://${url}`, "url");
}

/** The provider's schema: one audience at least. */
function requireClient({ inputs }: Operation): void {
  if (texts(inputs, "clientIdLists").length > 0) return;
  refuse("MissingArgument", "client_id_list requires 1 item minimum", "clientIdLists");
}
