import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { encode } from "../provider/codec";

/** Registration of the component that the engine wants constructed, with the options that its user gave it. */
export function componentRequest(construct: ConstructRequest): RegisterResourceRequest {
  const request = new RegisterResourceRequest()
    .setType(construct.getType())
    .setName(construct.getName())
    .setParent(construct.getParent())
    .setObject(encode({}))
    .setAliasesList(construct.getAliasesList())
    .setDependenciesList(construct.getDependenciesList())
    .setDeletedwith(construct.getDeletedwith())
    .setIgnorechangesList(construct.getIgnorechangesList())
    .setReplaceonchangesList(construct.getReplaceonchangesList());
  if (construct.hasProtect()) request.setProtect(construct.getProtect() === true);
  if (construct.hasRetainondelete()) request.setRetainondelete(construct.getRetainondelete() === true);
  for (const [packageName, reference] of construct.getProvidersMap().entries()) {
    request.getProvidersMap().set(packageName, reference);
  }
  return request;
}
