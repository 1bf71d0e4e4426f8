import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { privateDnsNamespace } from "./private-dns-namespace";
import { registry } from "./service";

export const SERVICEDISCOVERY: CloudService = {
  types: [privateDnsNamespace, registry],
  wordings: { servicediscovery: modelled("InvalidInput") },
};
